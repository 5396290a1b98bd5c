package remediator.local.cloud;

/** An error as AWS answers it: the wire code (not the SDK's class name), a sentence, a status. */
public final class AwsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final int status;

  public AwsFault(String code, int status, String message) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** A 400, which is what nearly all of them are. */
  public static AwsFault badRequest(String code, String message) {
    return new AwsFault(code, 400, message);
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }
}
