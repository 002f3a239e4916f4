-- Hand-written: what schema.prisma cannot say.

-- The words of the search index, as it keeps them, and how many records hold each: to find those with the same beginning.
CREATE VIRTUAL TABLE "search_words" USING fts5vocab('search_index', 'row');
