/** First and last names of testers; combined they give a crowd. */
export const FIRST_NAMES = [
  "Amara",
  "Björn",
  "Chidi",
  "Dana",
  "Elif",
  "Farid",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Kavya",
  "Liam",
  "Mireille",
  "Nadia",
  "Oskar",
  "Priya",
  "Quentin",
  "Rosa",
  "Stelian",
  "Tariq",
  "Ulla",
  "Viktor",
  "Wanjiru",
  "Yusuf",
] as const;

export const LAST_NAMES = [
  "Okafor",
  "Lindqvist",
  "Novák",
  "Herrera",
  "Demir",
  "Haddad",
  "Schneider",
  "Moreau",
  "Santos",
  "Petrov",
  "Iyer",
  "Walsh",
  "Dubois",
  "Kowalczyk",
  "Berg",
  "Nair",
  "Laurent",
  "Marini",
  "Popescu",
  "Rahman",
] as const;

/** Testers whose names break careless code. */
export const ODD_TESTERS = [
  "Siobhán O'Brien-Ó Súilleabháin",
  "李小龍",
  "🦊 foxy_tester",
  '<b onmouseover="alert(1)">tester42</b>',
  "Zoë Müller-Lüdenscheidt",
  "محمد الأحمد",
  '"The Bug Hunter" Ivanova',
  "x",
] as const;

/** Test managers and other staff of the customer. One of them shares his name with a tester. */
export const MANAGERS = [
  "Anna Bergström",
  "Marcus Feld",
  "Joana Pereira",
  "Tariq Haddad",
  "Helen Whitaker",
  "Sofia Rossi",
  "Dmitri Volkov",
] as const;
