package com.scrabbl.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line taken apart.
 *
 * @param command the command with its own options
 * @param properties what is meant for Spring: {@code --key=value} with a dot in the key; nothing after {@code --}
 */
record Arguments(String[] command, List<String> properties) {

    private static final Pattern PROPERTY = Pattern.compile("--[A-Za-z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*", Pattern.DOTALL);

    static Arguments of(String... args) {
        List<String> command = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        boolean optionsEnded = false;
        for (String arg : args) {
            optionsEnded |= arg.equals("--");
            boolean property = !optionsEnded && PROPERTY.matcher(arg).matches();
            (property ? properties : command).add(arg);
        }
        return new Arguments(command.toArray(String[]::new), List.copyOf(properties));
    }
}
