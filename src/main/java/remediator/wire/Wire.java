package remediator.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * The way to one service in one account and Region: signs a request, sends it, and tries again
 * where that may help. Signer, HTTP client and retry strategy are the SDK's; what is left out is
 * its pipeline, whose classes take longer to load than all that a finding needs.
 */
public final class Wire {
  private final URI endpoint;
  private final String signingName;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Supplier<RetryStrategy> retries;

  /**
   * @param signingName the service's, for Signature Version 4
   * @param http not closed by this
   * @param retries asked for when an attempt has failed, which it seldom does
   */
  public Wire(
      URI endpoint,
      String signingName,
      String region,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Supplier<RetryStrategy> retries) {
    this.endpoint = endpoint;
    this.signingName = signingName;
    this.region = region;
    this.credentials = credentials;
    this.http = http;
    this.retries = retries;
  }

  /** A request without a body to the root of the endpoint's host. */
  SdkHttpRequest.Builder requestToRoot() {
    return SdkHttpRequest.builder().uri(endpoint.resolve("/"));
  }

  /** A request without a body; an endpoint may have a path of its own, which comes first. */
  SdkHttpRequest.Builder request(String path) {
    String base = endpoint.toString();
    String whole = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return SdkHttpRequest.builder().uri(URI.create(whole + path));
  }

  /**
   * The answer to a request.
   *
   * @param refusal what an answer means that is no success
   * @throws SdkException the last one, where none of the attempts led to an answer
   */
  Reply send(
      SdkHttpRequest.Builder request, byte[] body, Function<Reply, AwsServiceException> refusal) {
    SdkHttpRequest whole =
        request
            .putHeader("Content-Length", String.valueOf(body.length))
            .putHeader("User-Agent", "elasticache-encryption-remediator")
            // The same for all attempts, as the SDK's clients send it.
            .putHeader("amz-sdk-invocation-id", UUID.randomUUID().toString())
            .build();
    Tries tries = null;
    while (true) {
      try {
        Reply reply = attempt(whole, () -> new ByteArrayInputStream(body));
        if (!reply.good()) {
          throw refusal.apply(reply);
        }
        return reply;
      } catch (SdkException e) {
        tries = tries == null ? new Tries(retries.get()) : tries;
        tries.await(e);
      }
    }
  }

  private Reply attempt(SdkHttpRequest request, ContentStreamProvider body) {
    // Each time anew: a signature is good for minutes, and credentials change.
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(body)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, signingName)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpExecuteRequest ready =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElse(body))
            .build();
    try {
      HttpExecuteResponse answer = http.prepareRequest(ready).call();
      try (InputStream in = answer.responseBody().orElse(null)) {
        return new Reply(answer.httpResponse(), in == null ? new byte[0] : in.readAllBytes());
      }
    } catch (IOException e) {
      throw SdkClientException.create(
          "no answer of " + endpoint.getHost() + ": " + e.getMessage(), e);
    }
  }
}
