package remediator.aws;

/** A finding belongs to another account, and no role to assume there has been named. */
public final class MissingMemberRoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingMemberRoleException(String account) {
    super(
        "account "
            + account
            + " is not this one, and the parameter MemberRoleName is empty: deploy the member role"
            + " there and set the parameter");
  }
}
