/** A kind of product with what its features let a user do. */
export interface Archetype {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly role: string;
  readonly entry: string;
  readonly areas: readonly [string, ...string[]];
  /** Title, then what one can do with it. */
  readonly features: readonly [readonly [string, string], ...(readonly [string, string])[]];
}

export const SHOP: Archetype = {
  name: "Lumen Home Web Shop",
  description: "Online shop for lamps and furniture in eleven European countries.",
  type: "website",
  role: "shopper",
  entry: "the main navigation",
  areas: ["Shopping", "Account", "Content"],
  features: [
    ["Checkout", "pay for the items in the basket"],
    ["Product search", "find an article by name, colour or article number"],
    ["Basket", "change quantities and remove articles before paying"],
    ["Guest order", "order without creating an account"],
    ["Returns", "announce a return and print its label"],
    ["Wish list", "keep articles for later and share the list"],
    ["Product page", "compare sizes, materials and delivery times"],
    ["Filters and sorting", "narrow a category down to what fits the room"],
    ["Newsletter", "subscribe and confirm by e-mail"],
    ["Registration", "create an account with an e-mail address"],
    ["Login", "sign in, also after a forgotten password"],
    ["Order history", "see earlier orders and download invoices"],
    ["Store finder", "find the nearest showroom on a map"],
    ["Vouchers", "redeem a voucher code during checkout"],
    ["Delivery slots", "choose day and time of delivery"],
    ["Reviews", "rate an article and read what others think"],
    ["Room planner", "place furniture in a 3D room"],
    ["Language switch", "change country, language and currency"],
  ],
};

export const BANK: Archetype = {
  name: "Nordbank Mobile (iOS)",
  description: "Mobile banking for private customers, with cards, transfers and savings.",
  type: "mobile_app_ios",
  role: "card holder",
  entry: "the home tab",
  areas: ["Payments", "Accounts", "Settings"],
  features: [
    ["Instant transfer", "send money within seconds"],
    ["Account overview", "see balances of all accounts at a glance"],
    ["Card controls", "lock a card and set its limits"],
    ["Face ID login", "sign in with face recognition"],
    ["Standing orders", "set up a payment that repeats"],
    ["Savings goals", "put money aside for a purpose"],
    ["Push notifications", "hear about each booking at once"],
    ["Statements", "download statements as PDF"],
    ["Apple Pay", "add a card to the wallet"],
    ["Split bills", "share a bill with friends"],
    ["Currency exchange", "change money at today's rate"],
    ["Support chat", "write to an adviser"],
    ["Photo transfer", "scan an invoice and pay it"],
    ["Dark mode", "use the app with a dark theme"],
    ["Onboarding", "open an account with video identification"],
    ["Spending insights", "see spending by category"],
  ],
};

export const TRAVEL: Archetype = {
  name: "Wayfare Booking",
  description: "Flights, trains and hotels in one booking.",
  type: "website",
  role: "traveller",
  entry: "the start page",
  areas: ["Search and book", "My trips", "Loyalty"],
  features: [
    ["Flight search", "find connections for flexible dates"],
    ["Seat map", "choose a seat and pay for extra legroom"],
    ["Hotel list", "compare hotels by price and distance"],
    ["Multi-city trips", "book several legs in one go"],
    ["Passenger details", "enter names, passports and contacts"],
    ["Payment", "pay by card, wallet or instalments"],
    ["Price alerts", "hear when a fare drops"],
    ["Online check-in", "check in and download the boarding pass"],
    ["Rebooking", "move a trip to another day"],
    ["Cancellation", "cancel and follow the refund"],
    ["Bonus points", "collect points and spend them"],
    ["Travel insurance", "insure a trip while booking"],
    ["Group bookings", "book for up to nine people"],
    ["Calendar view", "see the cheapest day of the month"],
    ["Traveller profile", "store preferences and documents"],
    ["Airport transfer", "add a train or taxi to the trip"],
  ],
};

export const STREAMING: Archetype = {
  name: "Kinoflix TV",
  description: "Films, series and live sports on televisions and consoles.",
  type: "streaming_app",
  role: "viewer",
  entry: "the side menu",
  areas: ["Watch", "Discover", "Profiles"],
  features: [
    ["Playback", "watch a film without interruption"],
    ["Live channels", "watch television as it is broadcast"],
    ["Subtitles", "switch language of sound and subtitles"],
    ["Continue watching", "resume on another device"],
    ["Profiles", "keep family members' lists apart"],
    ["Parental control", "lock titles behind a PIN"],
    ["Search by voice", "find titles by speaking"],
    ["Downloads", "watch without a connection"],
    ["Recommendations", "discover something that fits"],
    ["Pair a device", "sign in with a code on the screen"],
    ["Trailers", "preview a title in the list"],
    ["Recording", "record a broadcast for later"],
    ["Subscription", "change or cancel the plan"],
    ["Casting", "send a film from phone to television"],
    ["Kids mode", "show nothing but titles for children"],
    ["4K and HDR", "watch in the best picture quality"],
  ],
};

export const GROCERY: Archetype = {
  name: "Pantry Go for Android",
  description: "Groceries delivered within the hour.",
  type: "mobile_app_android",
  role: "customer",
  entry: "the bottom bar",
  areas: ["Order", "Delivery", "Account"],
  features: [
    ["Address picker", "choose where to deliver on a map"],
    ["Category browsing", "walk through the aisles"],
    ["Barcode scan", "find an article by scanning it"],
    ["Substitutions", "say what to bring instead"],
    ["Live tracking", "follow the rider on the map"],
    ["Tipping", "thank the rider"],
    ["Reorder", "repeat an earlier order"],
    ["Coupons", "save with personal offers"],
    ["Allergen filter", "hide what one cannot eat"],
    ["Age check", "prove one's age for wine and beer"],
    ["Recipes", "put all ingredients of a dish into the basket"],
    ["Payment methods", "keep cards and pay with them"],
    ["Refunds", "report a missing article"],
    ["Shared lists", "shop together with the household"],
    ["Sign-up", "register with a phone number"],
    ["Opening hours", "see when a store delivers"],
  ],
};
