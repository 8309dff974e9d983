package com.scrabbl.console.watch;

import com.scrabbl.console.Attention;
import com.scrabbl.console.Attention.Urgent;
import com.scrabbl.run.view.UnknownOutcomes;
import com.scrabbl.watch.Need;
import com.scrabbl.watch.Needs;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for people, asked anew for every page. */
@Component
class Attentive implements Supplier<Attention> {

    private final Needs needs;
    private final UnknownOutcomes unknown;
    private final JdbcClient jdbc;

    Attentive(Needs needs, UnknownOutcomes unknown, JdbcClient jdbc) {
        this.needs = needs;
        this.unknown = unknown;
        this.jdbc = jdbc;
    }

    @Override
    public Attention get() {
        List<Need> now = needs.now();
        return new Attention(
                now.size(),
                jdbc.sql("SELECT count(*) FROM run WHERE state = 'RUNNING'")
                        .query(Long.class)
                        .single(),
                unknown.count(),
                now.stream()
                        .filter(need -> need.kind().isUrgent())
                        .map(Attentive::urgent)
                        .toList());
    }

    private static Urgent urgent(Need need) {
        return new Urgent(need.kind().word() + ": " + need.title(), need.sentence(), need.link(), need.button());
    }
}
