package com.scrabbl.cli;

import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = {
            "Send an edition of a sample newsletter to 200 sample readers, then serve pages that show their mails, until"
                    + " stopped.",
            "Everything it needs is inside: a publication with twelve articles, H2 as its database under ./data/demo, and"
                    + " a relay in this process, so that no mail leaves this machine. The database and the relay of"
                    + " application.yml are not touched.",
            "A second demo sends nothing again, since the ledger knows; delete ./data/demo to start anew."
        })
final class DemoCommand implements Runnable {

    private static final String PROFILE = "demo";

    private final Application application;

    DemoCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        application.serve(PROFILE);
    }
}
