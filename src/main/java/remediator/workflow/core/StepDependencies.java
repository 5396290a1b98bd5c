package remediator.workflow.core;

import java.time.InstantSource;
import java.util.Optional;
import remediator.approval.ApprovalLinks;
import remediator.aws.AwsClients;
import remediator.dns.DnsZone;
import remediator.ledger.Ledger;
import remediator.notification.CliCommands;
import remediator.notification.FindingUpdater;
import remediator.notification.Notifier;
import remediator.policy.PolicyReader;

/**
 * What steps work with.
 *
 * @param endpointPath where endpoints are published in SSM Parameter Store, such as {@code
 *     /elasticache-encryption}
 * @param commands for the commands in messages
 * @param approvalLinks to the page on which gates are answered
 * @param answersInConsole whether gates can be answered in the widget of the dashboard
 * @param links to what is seen of a case in the AWS console
 * @param monitorMachine ARN of the state machine that looks at clients by the probe, where one is
 *     deployed
 * @param dnsZone whose records move with the endpoints, where one is named
 * @param policies what is wanted for a group
 */
public record StepDependencies(
    AwsClients aws,
    Ledger ledger,
    Notifier notifier,
    FindingUpdater findingUpdater,
    InstantSource clock,
    String endpointPath,
    CliCommands commands,
    ApprovalLinks approvalLinks,
    boolean answersInConsole,
    CaseLinks links,
    Optional<String> monitorMachine,
    Optional<DnsZone> dnsZone,
    PolicyReader policies) {}
