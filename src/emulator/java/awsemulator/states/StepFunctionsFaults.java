package awsemulator.states;

import awsemulator.cloud.AwsFault;

/** The errors of the Step Functions API, in its words. */
final class StepFunctionsFaults {
  private StepFunctionsFaults() {}

  static AwsFault noMachine(String arn) {
    return AwsFault.badRequest(
        "StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
  }

  static AwsFault noExecution(String arn) {
    return AwsFault.badRequest("ExecutionDoesNotExist", "Execution Does Not Exist: '" + arn + "'");
  }

  static AwsFault alreadyExists(String arn) {
    return AwsFault.badRequest("ExecutionAlreadyExists", "Execution Already Exists: '" + arn + "'");
  }

  static AwsFault invalidName(String name) {
    return AwsFault.badRequest("InvalidName", "Invalid Name: '" + name + "'");
  }

  static AwsFault invalidInput(String problem) {
    return AwsFault.badRequest(
        "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + problem + "'");
  }

  static AwsFault invalidOutput(String problem) {
    return AwsFault.badRequest("InvalidOutput", "Invalid Output: '" + problem + "'");
  }

  static AwsFault notRedrivable(String reason) {
    return AwsFault.badRequest("ExecutionNotRedrivable", reason);
  }

  static AwsFault validation(String problem) {
    return AwsFault.badRequest("ValidationException", "1 validation error detected: " + problem);
  }

  /** The local cloud ignores nothing: a member that it does not emulate is refused. */
  static void refuse(String member, Object value) {
    if (value != null) {
      throw validation("the local cloud does not know the member " + member);
    }
  }

  static <T> T need(String member, T value) {
    if (value == null) {
      throw validation(
          "Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }

  static void atMost(String member, String value, int most) {
    if (value != null && value.length() > most) {
      throw validation(
          "Value at '"
              + member
              + "' failed to satisfy constraint: Member must have length less than or equal to "
              + most);
    }
  }
}
