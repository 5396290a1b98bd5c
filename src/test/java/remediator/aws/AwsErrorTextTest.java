package remediator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Error texts of AWS as they are told. */
class AwsErrorTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AuthToken=s3cr3t-value&Action=Modify            | AuthToken=(hidden)&Action=Modify",
        "{\"authToken\": \"s3cr3t-value\", \"a\": 1}     | {\"authToken\": \"(hidden)\", \"a\": 1}",
        "Auth token: s3cr3t-value is too short           | Auth token: (hidden) is too short",
        "SecretString='s3cr3t-value', Name=x             | SecretString='(hidden)', Name=x",
        "Passwords: [s3cr3t-value]                       | Passwords: [(hidden)]",
        "taskToken=s3cr3t-value                          | taskToken=(hidden)",
        "x-amz-security-token:s3cr3t-value host          | x-amz-security-token:(hidden) host",
        "X-Amz-Signature=s3cr3t-value;x                  | X-Amz-Signature=(hidden);x",
        "see https://page.example/?t=s3cr3t-value now    | see https://page.example/?(hidden) now"
      })
  void whatBearsASecretIsHidden(String text, String told) {
    assertThat(AwsErrorText.of(text)).isEqualTo(told).doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User: arn:aws:iam::1:role/r is not authorized to perform: secretsmanager:GetSecretValue on"
            + " resource: arn:aws:secretsmanager:us-east-1:1:secret:a",
        "The AUTH token must have at least 16 characters",
        "No modifications were requested",
        "Cannot find version of secret"
      })
  void whatNamesNoneStays(String text) {
    assertThat(AwsErrorText.of(text)).isEqualTo(text);
  }

  @Test
  void itIsOneLineOfPlainTextAndBounded() {
    assertThat(AwsErrorText.of("a\n\u001b[2Jb\u202ec")).isEqualTo("a??[2Jb?c");
    assertThat(AwsErrorText.of("x".repeat(5000))).hasSize(400).endsWith("…");
    assertThat(AwsErrorText.of((String) null)).isEqualTo("null");
  }

  @Test
  void theReasonIsWhatTheServiceSaysAndTheWholeMessageWhereItSaysNothing() {
    AwsServiceException told =
        AwsServiceException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder().errorMessage("No.").serviceName("ElastiCache").build())
            .statusCode(400)
            .build();

    assertThat(AwsErrorText.reason(told)).isEqualTo("No.");
    assertThat(AwsErrorText.of(told)).startsWith("No. (Service: ElastiCache");
    assertThat(AwsErrorText.reason(AwsServiceException.builder().message("gone").build()))
        .startsWith("gone");
    assertThat(AwsErrorText.of(SdkClientException.create("no answer"))).isEqualTo("no answer");
  }
}
