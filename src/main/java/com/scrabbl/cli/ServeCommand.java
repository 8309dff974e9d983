package com.scrabbl.cli;

import picocli.CommandLine.Command;

@Command(
        name = "serve",
        description = "Serve the web application, run the schedule and deliver what is due, until stopped.")
final class ServeCommand implements Runnable {

    private final Application application;

    ServeCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        application.serve();
    }
}
