package com.scrabbl.article.read;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Short lines that never are a part of an article, by their words. */
final class ClutterLine {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern SIGN_UP = Pattern.compile(
            "(sign up|subscribe|register|join (us|our)|get (our|the|your)|never miss|don.t miss|newsletter|abonnieren"
                    + "|enjoy(ed)? this)\\b.*"
                    + "\\b(newsletter|inbox|e-?mails?|mailing list|updates|digest|abonnieren|bestellen)\\b.*"
                    + "|subscribe( now)?|sign up( now)?|newsletter",
            FLAGS);

    private static final Pattern NOISE = Pattern.compile(
            "close|dismiss|schließen|(close )?[x×✕✖]|advertisement|anzeige|werbung|print|drucken|read more|continue reading"
                    + "|weiterlesen|(share|teilen)( this)?( article| story| post| page)?:?|skip to (main )?content"
                    + "|(tags?|tagged|filed under|posted in|schlagwörter)( with| in)?:.*|filed under .*"
                    + "|(topics|themen):.*[^.!?]|(#[\\p{L}\\p{N}_]+[\\s,]*)+"
                    + "|follow us( on)?\\b.*|related( articles| stories| posts| links)?:?|you may also like:?|most read"
                    + "|(read|see) (also|next|more):.*|(lesen sie|siehe) auch:.*"
                    + "|(back to|to the) top|nach oben|zum seitenanfang"
                    + "|the post .* appeared first on .*|\\d+ comments?|leave a (comment|reply)"
                    + "|\\d+ min(ute)?s?( read| lesezeit)?|lesezeit:? \\d+ min.*"
                    + "|all rights reserved\\.?|©.*|copyright (©|\\(c\\)|\\d{4}).*",
            FLAGS);

    private static final String NETWORK =
            "(facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|reddit|mastodon|bluesky"
                    + "|threads|instagram|xing|pocket|e-?mail|print|drucken|copy link|link kopieren)";

    private static final Pattern SHARING = Pattern.compile(
            "((share|teilen)( this| on| via| auf)?( article| story)?:?[\\s,|/·]*)?" + NETWORK + "([\\s,|/·]+" + NETWORK
                    + ")+" + "|(share|teilen|share this|share on|auf)[\\s:]+" + NETWORK,
            FLAGS);

    /** Names begin with a capital letter, which tells "By Ada Pell" from "By noon". */
    private static final Pattern BYLINE = Pattern.compile(
            "(By|BY|Von|VON|Text:|Words:|Story by|Written by)( (\\p{Lu}[\\p{L}.'’-]+|and|und|&|de|van|von|der)){2,8}");

    private static final Pattern DATE = Pattern.compile(
            "((first )?published|updated|posted|last (updated|modified)|veröffentlicht|aktualisiert|stand)?( on| am| at)?:?\\s*"
                    + "(\\p{L}{2,10}\\.?,? )?"
                    + "(\\d{1,2}(\\.|st|nd|rd|th)? ?(\\p{L}{3,9}\\.?|\\d{1,2}\\.?),? ?\\d{2,4}"
                    + "|\\p{L}{3,9}\\.? \\d{1,2}(st|nd|rd|th)?,? \\d{4}|\\d{4}-\\d\\d-\\d\\d)"
                    + "([ ,at|·–-]*\\d{1,2}[:.]\\d{2}( ?[ap]m| uhr)?)?",
            FLAGS);

    private static final Pattern APART = Pattern.compile("\\s+[|·•/–—]\\s+");

    private static final Pattern RELATED = Pattern.compile(
            "(more|further|weitere|mehr)( stories| articles| news| reading| artikel| meldungen)?"
                    + "( (from|on|in|about|like|zum|zu|aus)\\b.*)?"
                    + "|(related|recommended|most (read|popular)|trending|popular|latest (news|stories)|you (may|might) also"
                    + "|read (next|also)|das könnte|mehr zum thema|lesen sie auch|auch interessant)\\b.*",
            FLAGS);

    private ClutterLine() {}

    /** Whether it invites to a newsletter. */
    static boolean isSignUp(String line) {
        return SIGN_UP.matcher(line).matches();
    }

    /** Whether it is a label, a button, a share bar or a list of tags. */
    static boolean isNoise(String line) {
        return NOISE.matcher(line).matches() || SHARING.matcher(line).matches();
    }

    /** Whether it says who wrote the article, and when. A heading or an item of a list may be a date as well. */
    static boolean isByline(String line) {
        return Stream.of(APART.split(line)).allMatch(ClutterLine::saysWhoOrWhen);
    }

    private static boolean saysWhoOrWhen(String part) {
        return BYLINE.matcher(part).matches()
                || DATE.matcher(part).matches()
                || NOISE.matcher(part).matches();
    }

    /** Whether a heading stands above other articles. */
    static boolean isAboveOthers(String heading) {
        return RELATED.matcher(heading).matches();
    }
}
