package awsemulator.states;

import awsemulator.cloud.AwsFault;
import java.util.List;

/** One page of a list; its token is the index of the next item. */
record IndexPage<T>(List<T> items, String next) {
  private static final int DEFAULT = 100;
  private static final int MOST = 1000;

  static <T> IndexPage<T> of(List<T> all, Integer wanted, String token) {
    // "A value of 0 uses the default."
    int size = wanted == null || wanted == 0 ? DEFAULT : wanted;
    if (size < 0 || size > MOST) {
      throw StepFunctionsFaults.validation("maxResults must be from 0 to 1000");
    }
    int from = token == null ? 0 : index(token, all.size());
    int to = Math.min(all.size(), from + size);
    return new IndexPage<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }

  private static int index(String token, int size) {
    if (token.matches("\\d{1,9}") && Integer.parseInt(token) <= size) {
      return Integer.parseInt(token);
    }
    throw AwsFault.badRequest("InvalidToken", "Invalid Token: 'Invalid token'");
  }
}
