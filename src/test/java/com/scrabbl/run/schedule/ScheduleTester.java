package com.scrabbl.run.schedule;

import com.scrabbl.delivery.Worker;
import com.scrabbl.run.EditionRoom;
import com.scrabbl.run.Executions;
import com.scrabbl.run.Goodbye;
import com.scrabbl.run.RunDriver;
import com.scrabbl.run.Runs;
import com.scrabbl.support.TestApplication;

/** What {@code serve} does by itself, one part at a time. */
public final class ScheduleTester {

    private final TestApplication application;
    private final DueRuns driver;

    public ScheduleTester(TestApplication application) {
        this.application = application;
        driver = new DueRuns(
                application.bean(Runs.class),
                application.bean(RunDriver.class),
                application.bean(Executions.class),
                application.bean(Goodbye.class),
                application.bean(Worker.class),
                application.bean(EditionRoom.class));
    }

    /** Records the slots that have come. */
    public void recordSlots() {
        application.bean(Slots.class).record();
    }

    /** Drives what is due from now on. */
    public void drive() {
        driver.start();
    }

    /** Takes nothing more. */
    public void cease() {
        driver.cease();
    }
}
