package com.scrabbl.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream info = Version.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (info != null) {
                build.load(info);
            }
        }
        return new String[] {"scrabbl " + build.getProperty("build.version", "(not built by Maven)")};
    }
}
