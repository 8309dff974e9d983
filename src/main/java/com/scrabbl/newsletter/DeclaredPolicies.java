package com.scrabbl.newsletter;

import com.scrabbl.newsletter.Policies.Approval;
import com.scrabbl.newsletter.Policies.Archive;
import com.scrabbl.newsletter.Policies.InDoubt;
import com.scrabbl.newsletter.Policies.OptIn;
import com.scrabbl.newsletter.Policies.Unapproved;
import com.scrabbl.yaml.FileSection;
import com.scrabbl.yaml.Value;
import java.time.Duration;
import java.util.List;

/** Reads how a newsletter treats its readers and its editions. */
final class DeclaredPolicies {

    private static final List<String> KEYS =
            List.of("opt-in", "in-doubt", "shelf-life", "archive", "approval", "approval-grace", "unapproved");

    private DeclaredPolicies() {}

    /** Those of one newsletter; what it does not say is as in {@link Policies#DEFAULT}. */
    static Value<Policies> of(FileSection newsletter) {
        return newsletter.section("policies", KEYS, DeclaredPolicies::policies);
    }

    private static Value<Policies> policies(FileSection at) {
        Policies policies = Policies.DEFAULT;
        Value<OptIn> optIn = at.optional("opt-in", policies.optIn(), text -> Allowed.oneOf(OptIn.class, text));
        Value<InDoubt> inDoubt =
                at.optional("in-doubt", policies.inDoubt(), text -> Allowed.oneOf(InDoubt.class, text));
        Value<Duration> shelfLife = at.optional(
                "shelf-life",
                policies.shelfLife(),
                text -> Allowed.duration(text, Policies.SHORTEST_LIFE, Policies.LONGEST_LIFE));
        Value<Archive> archive = at.optional("archive", policies.archive(), text -> Allowed.oneOf(Archive.class, text));
        Value<Approval> approval =
                at.optional("approval", policies.approval(), text -> Allowed.oneOf(Approval.class, text));
        Duration life = shelfLife.or(Policies.LONGEST_LIFE);
        Value<Duration> grace = at.optional(
                "approval-grace",
                Policies.grace(life),
                text -> Allowed.duration(text, Policies.SHORTEST_LIFE, life, "the shelf-life"));
        Value<Unapproved> unapproved =
                at.optional("unapproved", policies.unapproved(), text -> Allowed.oneOf(Unapproved.class, text));
        return at.build(() -> new Policies(
                optIn.get(),
                inDoubt.get(),
                shelfLife.get(),
                archive.get(),
                approval.get(),
                grace.get(),
                unapproved.get()));
    }
}
