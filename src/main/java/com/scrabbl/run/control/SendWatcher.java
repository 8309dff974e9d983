package com.scrabbl.run.control;

import com.scrabbl.delivery.Progress;
import com.scrabbl.run.Run;
import com.scrabbl.run.Summary;

/** Whoever watches a sending. */
public interface SendWatcher {
    /**
     * This process takes the run that was asked for; more than once, if it waits in between. Called in the transaction
     * that takes it, so that what is recorded of it is recorded if it is taken, and only then.
     */
    default void taken(Run run) {}

    /** An execution begins; its progress can be looked at until the next one begins. */
    void begins(Run run, Progress progress);

    /** An older edition of the newsletter, which was unfinished, went on. */
    void olderWentOn(Summary older);

    /** An older edition could not go on. */
    void olderFailed(Run older, String reason);
}
