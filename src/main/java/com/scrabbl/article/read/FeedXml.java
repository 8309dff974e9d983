package com.scrabbl.article.read;

import com.rometools.rome.io.impl.XmlFixerReader;
import com.scrabbl.article.fetch.Content;
import com.scrabbl.article.read.Reading.Unread;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.JDOMFactory;
import org.jdom2.input.JDOMParseException;
import org.jdom2.input.SAXBuilder;
import org.jdom2.input.sax.SAXHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * Parses a feed's XML. A DOCTYPE is refused, so no entity can reach for files or grow without end. Where the XML breaks,
 * the items that were complete before are kept.
 */
final class FeedXml {

    /**
     * @param broken where it breaks, and null if it is well-formed
     */
    record Parsed(Document document, @Nullable Unread broken) {}

    private static final String XERCES = "http://apache.org/xml/features/";

    /** XML cannot say them at all, and a feed is not worth less for them. */
    private static final Pattern NO_XML = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]");

    private static final Set<String> ITEMS = Set.of("item", "entry");

    private FeedXml() {}

    /** @throws UnreadableException if there is a DOCTYPE, too much nesting, or no complete item before the XML breaks */
    static Parsed parse(Content content, String text) {
        if (Markup.isTooDeep(text)) {
            throw new UnreadableException(content.place(), "its XML is nested deeper than any feed");
        }
        Complete complete = new Complete();
        try (XmlFixerReader reader =
                new XmlFixerReader(new StringReader(NO_XML.matcher(text).replaceAll("")))) {
            return new Parsed(builder(complete).build(reader), null);
        } catch (JDOMParseException e) {
            return salvaged(content, text, e, complete.items);
        } catch (JDOMException e) {
            throw new UnreadableException(content.place(), "it is no XML that can be read");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SAXBuilder builder(Complete complete) {
        SAXBuilder builder = new SAXBuilder();
        builder.setFeature(XERCES + "disallow-doctype-decl", true);
        builder.setFeature("http://xml.org/sax/features/external-general-entities", false);
        builder.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        builder.setFeature(XERCES + "nonvalidating/load-external-dtd", false);
        builder.setExpandEntities(false);
        builder.setSAXHandlerFactory(complete::handler);
        return builder;
    }

    private static Parsed salvaged(Content content, String text, JDOMParseException e, int complete) {
        Document partial = e.getPartialDocument();
        if (partial == null || !partial.hasRootElement()) {
            throw new UnreadableException(
                    content.place(),
                    text.contains("<!DOCTYPE") ? "it has a DOCTYPE, which is refused in a feed" : notWellFormed(e));
        } else if (complete == 0) {
            throw new UnreadableException(content.place(), notWellFormed(e));
        }
        List<Element> items = items(partial);
        items.subList(complete, items.size()).forEach(Element::detach);
        return new Parsed(
                partial,
                new Unread(
                        "line " + e.getLineNumber() + ", column " + e.getColumnNumber(),
                        "the XML is not well-formed there, so only the items before it were read"));
    }

    private static String notWellFormed(JDOMParseException e) {
        return "it is not well-formed XML (line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ")";
    }

    /** The elements of a feed's items, in their order. */
    static List<Element> items(Document feed) {
        Element root = feed.getRootElement();
        Element channel = "rss".equalsIgnoreCase(root.getName()) ? root.getChild("channel", root.getNamespace()) : root;
        return channel == null
                ? List.of()
                : channel.getChildren().stream()
                        .filter(child -> ITEMS.contains(child.getName()))
                        .toList();
    }

    /** Counts the items whose end was seen. */
    private static final class Complete {

        private int items;
        private int depth;

        SAXHandler handler(JDOMFactory factory) {
            return new SAXHandler(factory) {

                private int itemDepth;

                @Override
                public void startElement(String uri, String name, String qualified, Attributes attributes)
                        throws SAXException {
                    super.startElement(uri, name, qualified, attributes);
                    depth++;
                    if (depth == 1) {
                        itemDepth = "rss".equalsIgnoreCase(name) ? 3 : 2;
                    }
                }

                @Override
                public void endElement(String uri, String name, String qualified) throws SAXException {
                    super.endElement(uri, name, qualified);
                    if (depth == itemDepth && ITEMS.contains(name)) {
                        items++;
                    }
                    depth--;
                }
            };
        }
    }
}
