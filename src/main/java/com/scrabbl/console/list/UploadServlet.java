package com.scrabbl.console.list;

import com.scrabbl.console.Problem;
import com.scrabbl.files.OwnerOnly;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Takes the form with the file. It is a servlet of its own since how large a form may be is a servlet's business: all others
 * take a few kilobytes.
 */
final class UploadServlet extends HttpServlet {

    static final String PATH = "/console/import/upload";

    private static final long serialVersionUID = 1L;

    private final transient Uploads uploads;
    private final transient ListImports imports;
    private final transient ImportForm.Reader forms;

    UploadServlet(Uploads uploads, ListImports imports, ImportForm.Reader forms) {
        this.uploads = uploads;
        this.imports = imports;
        this.forms = forms;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Part file;
        try {
            file = request.getPart("file");
        } catch (IllegalStateException | ServletException e) {
            refuse(request, response, 400, new Problem("file", "This form cannot be read. Choose the file again."));
            return;
        }
        ImportForm form = ImportForm.of(request);
        List<Problem> problems = new ArrayList<>(forms.problems(form));
        boolean otherwise = !problems.isEmpty();
        if (file == null || String.valueOf(file.getSubmittedFileName()).isBlank()) {
            problems.add(0, new Problem("file", "Choose a file."));
        } else if (file.getSize() == 0) {
            problems.add(
                    0, new Problem("file", "The file is empty. Choose one with a header line and readers below it."));
        } else if (otherwise) {
            problems.add(0, new Problem("file", "Choose the file again: a browser does not keep it."));
        }
        if (file == null || !problems.isEmpty()) {
            refuse(request, response, 422, problems.toArray(Problem[]::new));
            return;
        }
        String name = Uploads.harmless(String.valueOf(file.getSubmittedFileName()));
        String folder = uploads.open();
        Path path = uploads.file(folder, name);
        file.write(path.toString());
        OwnerOnly.close(path);
        long id = imports.add(
                form.kind(),
                Objects.requireNonNull(request.getUserPrincipal()).getName(),
                name,
                folder,
                forms.how(form));
        response.sendRedirect(request.getContextPath() + "/console/import/" + id);
    }

    /** Has the page with the form shown again. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, Problem... problems)
            throws ServletException, IOException {
        response.setStatus(status);
        request.setAttribute(ImportController.PROBLEMS, List.of(problems));
        request.getRequestDispatcher("/console/import/refused").forward(request, response);
    }
}
