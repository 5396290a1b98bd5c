package remediator.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * What EC2 knows of subnets: DescribeSubnets of "Amazon EC2 API Reference", by hand. The SDK's
 * module for EC2 has 24 MB, and the whole package may have 32.
 */
public final class Subnets {
  private static final String VERSION = "2016-11-15";

  private final URI endpoint;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  Subnets(URI endpoint, String region, AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.http = http;
  }

  /**
   * How many IPv4 addresses are free in each, by the subnet's id.
   *
   * @throws AwsServiceException where EC2 refuses
   * @throws UncheckedIOException where it cannot be reached or understood
   */
  public Map<String, Integer> freeAddresses(List<String> ids) {
    StringBuilder form = new StringBuilder("Action=DescribeSubnets&Version=" + VERSION);
    for (int i = 0; i < ids.size(); i++) {
      String id = URLEncoder.encode(ids.get(i), StandardCharsets.UTF_8);
      form.append("&SubnetId.").append(i + 1).append('=').append(id);
    }
    try {
      HttpExecuteResponse answer = post(form.toString().getBytes(StandardCharsets.UTF_8));
      try (InputStream body = answer.responseBody().orElseThrow()) {
        boolean good = answer.httpResponse().isSuccessful();
        Map<String, Integer> free = read(body, answer.httpResponse().statusCode());
        if (!good) {
          throw refusal("Unknown", answer.httpResponse().statusCode());
        }
        return free;
      }
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException("EC2's answer is no XML", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpExecuteResponse post(byte[] form) throws IOException {
    ContentStreamProvider payload = () -> new ByteArrayInputStream(form);
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", String.valueOf(form.length))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(payload)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    return http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(payload))
                .build())
        .call();
  }

  private static Map<String, Integer> read(InputStream body, int status) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(body);
    Map<String, Integer> free = new TreeMap<>();
    String id = null;
    String addresses = null;
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamReader.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "Code" -> throw refusal(xml.getElementText(), status);
        case "subnetId" -> id = xml.getElementText();
        case "availableIpAddressCount" -> addresses = xml.getElementText();
        default -> {}
      }
      // Each subnet has one of either, in whatever order.
      if (id != null && addresses != null) {
        free.put(id, Integer.valueOf(addresses));
        id = null;
        addresses = null;
      }
    }
    return free;
  }

  private static AwsServiceException refusal(String code, int status) {
    return AwsServiceException.builder()
        .message("EC2 answered " + code)
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).serviceName("EC2").build())
        .build();
  }
}
