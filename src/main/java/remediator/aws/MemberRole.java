package remediator.aws;

/**
 * The role to assume in other accounts.
 *
 * @param name of the role, the same in each account
 * @param session name of the session, by which CloudTrail there tells which function acted
 */
public record MemberRole(String name, String session) {}
