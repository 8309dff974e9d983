-- A cohort gets the articles that its readers chose: a character for each of the edition's, 1 for one that is chosen, 0 for
-- one that is not. Its language is that of the words around the articles.
ALTER TABLE cohort RENAME COLUMN topics TO articles;
