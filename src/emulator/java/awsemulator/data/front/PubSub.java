package awsemulator.data.front;

import java.util.regex.Pattern;

/** The arrays that a subscription sends ("Redis Pub/Sub", format of pushed messages). */
final class PubSub {
  private static final Pattern MESSAGE =
      Pattern.compile("\\*\\d+\r\n\\$\\d+\r\n[ps]?(message|subscribe|unsubscribe)\r\n");

  private PubSub() {}

  static boolean isMessage(String array) {
    return MESSAGE.matcher(array).lookingAt();
  }
}
