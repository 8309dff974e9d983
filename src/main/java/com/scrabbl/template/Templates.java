package com.scrabbl.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mail templates of this installation: pairs of {@code mail/NAME.ftlh} and {@code mail/NAME.ftl}. Thread-safe. */
public final class Templates {

    /** The tag that files of words have in their names: a language of two or three letters, perhaps a script, perhaps a country. */
    public static final String LANGUAGE = "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?";

    private static final String HTML = ".ftlh";
    private static final String TEXT = ".ftl";

    private final TemplateFolder folder;

    /** Templates in this folder are preferred to the packed ones of the same name. */
    public Templates(Path folder) {
        this.folder = new TemplateFolder(folder);
    }

    /** The names that a newsletter may give as its template, sorted: those with an HTML and a text file. */
    public List<String> names() {
        Set<String> files = folder.list("mail");
        return files.stream()
                .filter(file -> file.endsWith(HTML))
                .map(file -> file.substring(0, file.length() - HTML.length()))
                .filter(name -> files.contains(name + TEXT))
                .toList();
    }

    /** The languages that there are words of mails in, as tags, sorted. */
    public List<String> languages() {
        return folder.words().stream()
                .flatMap(file -> Messages.tag(file).stream())
                .sorted()
                .toList();
    }

    /** Whether a newsletter may give this name as its template. */
    public boolean exists(String name) {
        return !name.contains("/")
                && folder.read("mail/" + name + HTML) != null
                && folder.read("mail/" + name + TEXT) != null;
    }

    /**
     * Reads a subject as a template, without rendering it.
     *
     * @throws TemplateProblemException when it is none; line and column count in the subject
     */
    public void checkSubject(String subject) {
        new FrozenTemplates("", Map.of(), name -> null).parseSubject(subject);
    }

    /**
     * Reads both files of a template, what they include and import, and the words that they ask for in all languages.
     *
     * @throws TemplateProblemException when a file is missing or cannot be used
     */
    public FrozenTemplates load(String name) {
        FrozenTemplates templates = new FrozenTemplates(name, Map.of(), folder::read);
        templates.parseAll(folder::words);
        return templates;
    }
}
