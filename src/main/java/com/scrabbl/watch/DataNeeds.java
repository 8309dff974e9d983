package com.scrabbl.watch;

import com.scrabbl.database.DataFolder;
import com.scrabbl.database.DataFolders;
import com.scrabbl.watch.Need.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Folders of data that other users of the machine could read. */
@Component
class DataNeeds {

    private final List<DataFolder> folders;

    DataNeeds(Environment environment) {
        folders = DataFolders.of(environment);
    }

    List<Need> now() {
        return folders.stream()
                .flatMap(folder -> folder.foundOpen().map(found -> need(folder, found)).stream())
                .toList();
    }

    private static Need need(DataFolder folder, Instant found) {
        return new Need(
                Kind.OPEN,
                "folder " + folder.path(),
                null,
                "Other users of the machine could read the data",
                "The folder %s was open to other users of this machine until this start closed it. %s says what that means and what to do; this ends when that file is deleted."
                        .formatted(folder.path(), folder.notice().getFileName()),
                found,
                ZoneOffset.UTC,
                "/console/users",
                "Look at the users");
    }
}
