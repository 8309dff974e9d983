package com.scrabbl.cli;

import com.scrabbl.files.OwnerOnly;
import com.scrabbl.mail.EmailAddress;
import com.scrabbl.mail.ReadableMessage;
import com.scrabbl.run.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description =
                "Poll the sources, then write what one reader would get: digest.html, digest.txt and message.eml.")
final class PreviewCommand implements Callable<Integer> {

    /** Until picocli sets the address, which it requires. */
    private static final EmailAddress NOBODY = EmailAddress.parse("nobody@nowhere.invalid");

    @Parameters(paramLabel = "NEWSLETTER", description = "The newsletter's slug.")
    private String newsletter = "";

    @Option(
            names = "--subscriber",
            paramLabel = "ADDRESS",
            required = true,
            converter = AddressConverter.class,
            description = "The reader.")
    private EmailAddress subscriber = NOBODY;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The folder for the three files; made if it is not there.")
    private Path out = Path.of(".");

    @Mixin
    private Output output = new Output();

    private final Application application;

    PreviewCommand(Application application) {
        this.application = application;
    }

    @Override
    public Integer call() throws IOException {
        byte[] message = application.bean(Rehearsal.class).preview(newsletter, subscriber);
        ReadableMessage parts = ReadableMessage.read(message);
        OwnerOnly.folder(out);
        write("digest.html", parts.html().orElseThrow().getBytes(StandardCharsets.UTF_8));
        write("digest.txt", parts.text().orElseThrow().getBytes(StandardCharsets.UTF_8));
        write("message.eml", message);
        output.print(new Details()
                .with("html", out.resolve("digest.html").toString())
                .with("text", out.resolve("digest.txt").toString())
                .with("message", out.resolve("message.eml").toString()));
        return Exit.DONE;
    }

    /** Its links are the reader's own. */
    private void write(String name, byte[] content) throws IOException {
        try (OutputStream file = OwnerOnly.write(out.resolve(name))) {
            file.write(content);
        }
    }
}
