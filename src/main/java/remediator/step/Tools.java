package remediator.step;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import remediator.aws.Aws;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.notice.Terminal;
import remediator.page.Links;

/**
 * What steps work with.
 *
 * @param endpointPath where endpoints are published in SSM Parameter Store, such as {@code
 *     /elasticache-encryption}
 * @param terminal for the commands in messages
 * @param links to the page on which gates are answered
 * @param watchMachine ARN of the state machine that looks at clients by the probe, where one is
 *     deployed
 * @param environment of the function: the policy's first layer as it is now
 */
public record Tools(
    Aws aws,
    Ledger ledger,
    Notices notices,
    FindingNotes notes,
    InstantSource clock,
    String endpointPath,
    Terminal terminal,
    Links links,
    Optional<String> watchMachine,
    Map<String, String> environment) {}
