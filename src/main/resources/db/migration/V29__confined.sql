-- Room article. Whether a source was named on the console: then it is read within scrabbl.articles.folders and
-- scrabbl.articles.private-hosts alone. One of a command, or of a file that a command applied, is the owner's word.
ALTER TABLE source ADD COLUMN confined boolean DEFAULT FALSE NOT NULL;
