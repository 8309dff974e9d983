package com.scrabbl.run.approval;

import java.util.List;

/** A proposal cannot become what somebody wants it to be. Nothing was changed. */
public class ProposalRefusedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private ProposalRefusedException(String message) {
        super(message);
    }

    static ProposalRefusedException unknown(long article, List<Long> articles) {
        return new ProposalRefusedException("Article %d is not in the proposal; it has %s. Nothing was changed."
                .formatted(article, articles.toString().replaceAll("[\\[\\]]", "")));
    }

    static ProposalRefusedException empty() {
        return new ProposalRefusedException("No article is left in the edition: put one back, or skip the edition.");
    }
}
