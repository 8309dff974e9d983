package com.scrabbl.console.list;

import com.scrabbl.audit.Audit;
import com.scrabbl.console.CurrentUser;
import com.scrabbl.console.Flash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The files of an import: the one that came is deleted when nobody wants it, the rejected lines are taken along. */
@Controller
@ConditionalOnWebApplication
class ImportFileController {

    private final ListImports imports;
    private final Uploads uploads;
    private final Audit audit;
    private final TransactionOperations transactions;

    ImportFileController(ListImports imports, Uploads uploads, Audit audit, TransactionOperations transactions) {
        this.imports = imports;
        this.uploads = uploads;
        this.audit = audit;
        this.transactions = transactions;
    }

    @PostMapping("/console/import/{id}/discard")
    String discard(@PathVariable long id, @AuthenticationPrincipal CurrentUser user, RedirectAttributes redirect) {
        ListImport one = find(id);
        transactions.executeWithoutResult(status -> {
            if (!imports.remove(one)) {
                throw ImportController.conflict();
            }
            audit.record(user.change("import discard", one.fileName()));
        });
        if (one.folder() != null) {
            uploads.remove(one.folder());
        }
        Flash.saying("%s was deleted here. Nothing of it was imported by this.".formatted(one.fileName()))
                .on(redirect);
        return "redirect:/console/import";
    }

    @GetMapping("/console/import/{id}/rejected")
    ResponseEntity<Resource> rejected(@PathVariable long id) {
        ListImport one = find(id);
        Path file = uploads.rejected(one);
        if (!Files.exists(file)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The lines that were rejected are not kept any more, or there were none.");
        }
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.getFileName().toString(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(new FileSystemResource(file));
    }

    private ListImport find(long id) {
        return imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such import."));
    }
}
