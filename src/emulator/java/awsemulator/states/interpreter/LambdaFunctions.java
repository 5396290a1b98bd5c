package awsemulator.states.interpreter;

/** The Lambda functions of the local cloud, as state machines and rules invoke them. */
@FunctionalInterface
public interface LambdaFunctions {
  /** What Lambda answers when a handler throws. */
  final class FunctionFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final String errorType;

    public FunctionFailed(String errorType, String message) {
      super(message);
      this.errorType = errorType;
    }

    /** The exception's class, as Lambda names it in {@code errorType}. */
    public String errorType() {
      return errorType;
    }
  }

  /**
   * @param function name or ARN
   * @param payload JSON text
   * @return JSON text
   * @throws FunctionFailed where the handler threw
   */
  String invoke(String function, String payload) throws FunctionFailed;
}
