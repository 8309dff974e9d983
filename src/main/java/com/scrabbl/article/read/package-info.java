/** From bytes to items: feeds, pages and files are read as their makers wrote them, then every item passes one door that cleans, derives or refuses. */
@NullMarked
package com.scrabbl.article.read;

import org.jspecify.annotations.NullMarked;
