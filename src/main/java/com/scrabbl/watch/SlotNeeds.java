package com.scrabbl.watch;

import com.scrabbl.newsletter.Newsletter;
import com.scrabbl.run.schedule.OverdueSlots;
import com.scrabbl.run.schedule.OverdueSlots.OverdueSlot;
import com.scrabbl.watch.Need.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Slots that have come and that nothing has recorded: the schedule is not kept. Those of a newsletter are one need. */
@Component
class SlotNeeds {

    private final OverdueSlots overdue;

    SlotNeeds(OverdueSlots overdue) {
        this.overdue = overdue;
    }

    List<Need> of(List<Newsletter> newsletters) {
        Map<String, List<Instant>> slots = overdue.find().stream()
                .collect(Collectors.groupingBy(
                        OverdueSlot::newsletter,
                        TreeMap::new,
                        Collectors.mapping(OverdueSlot::slot, Collectors.toList())));
        return newsletters.stream()
                .filter(newsletter -> slots.containsKey(newsletter.slug()))
                .map(newsletter -> need(newsletter, Objects.requireNonNull(slots.get(newsletter.slug()))))
                .toList();
    }

    private static Need need(Newsletter newsletter, List<Instant> slots) {
        Instant first = slots.get(0);
        return new Need(
                Kind.OVERDUE,
                "slot " + newsletter.slug() + "/" + first,
                newsletter.id(),
                newsletter.name() + ", " + When.at(first, newsletter.zone())
                        + (slots.size() == 1
                                ? ""
                                : ", and " + When.count(slots.size() - 1L, "more slot", "more slots")),
                "The slot has come, and nothing has recorded it: no process keeps the schedule. See whether `serve` is up; it"
                        + " records what it missed when it starts.",
                first,
                newsletter.zone(),
                "/console/schedule?newsletter=" + newsletter.slug(),
                "Look at the schedule");
    }
}
