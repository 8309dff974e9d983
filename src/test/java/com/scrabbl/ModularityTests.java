package com.scrabbl;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {

    private final ApplicationModules rooms = ApplicationModules.of(ScrabblApplication.class);

    @Test
    void roomsDependOnlyDownwards() {
        rooms.verify();
    }

    @Test
    void drawsTheRooms() {
        new Documenter(rooms).writeModulesAsPlantUml();
    }
}
