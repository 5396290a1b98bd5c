package awsemulator.services;

import awsemulator.cloud.AwsFault;
import java.util.List;

/**
 * A part of a longer answer.
 *
 * @param nextToken null on the last page
 */
public record TokenPage<T>(List<T> items, String nextToken) {
  /**
   * @param token the place to go on from, null for the beginning
   * @param invalid the error for a token that this cloud did not issue
   */
  public static <T> TokenPage<T> of(List<T> all, String token, int size, AwsFault invalid) {
    if (token != null && !token.matches("\\d{1,9}")) {
      throw invalid;
    }
    int from = token == null ? 0 : Math.min(Integer.parseInt(token), all.size());
    int to = Math.min(from + size, all.size());
    return new TokenPage<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
  }
}
