package awsemulator.cloud;

import java.util.Map;

/** An error as AWS answers it: the wire code (not the SDK's class name), a sentence, a status. */
public final class AwsFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final int status;
  private final transient Map<String, Object> members;

  public AwsFault(String code, int status, String message) {
    this(code, status, message, Map.of());
  }

  /**
   * @param members what else the error's shape has, in JSON services only
   */
  public AwsFault(String code, int status, String message, Map<String, Object> members) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
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

  public Map<String, Object> members() {
    return members;
  }
}
