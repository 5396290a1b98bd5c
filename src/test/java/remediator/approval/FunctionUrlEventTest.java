package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import org.junit.jupiter.api.Test;
import remediator.json.StrictJson;

class FunctionUrlEventTest {
  /** The example of AWS's "Invoking Lambda function URLs", with a form in its body. */
  @Test
  void theDocumentedRequestIsRead() {
    String event =
        """
        {
          "version": "2.0",
          "routeKey": "$default",
          "rawPath": "/my/path",
          "rawQueryString": "t=a%20b&lang=ja",
          "cookies": ["cookie1", "cookie2"],
          "headers": {
            "Content-Type": "application/x-www-form-urlencoded",
            "accept-language": "de",
            "header2": "value1,value2"
          },
          "queryStringParameters": {"t": "a b", "lang": "ja"},
          "requestContext": {
            "accountId": "123456789012",
            "apiId": "<urlid>",
            "authentication": null,
            "authorizer": {
              "iam": {
                "accessKey": "AKIAEXAMPLE",
                "accountId": "111122223333",
                "callerId": "AIDAEXAMPLE",
                "cognitoIdentity": null,
                "principalOrgId": null,
                "userArn": "arn:aws:iam::111122223333:user/example-user",
                "userId": "AIDAEXAMPLE2"
              }
            },
            "domainName": "<url-id>.lambda-url.us-west-2.on.aws",
            "domainPrefix": "<url-id>",
            "http": {
              "method": "post",
              "path": "/my/path",
              "protocol": "HTTP/1.1",
              "sourceIp": "203.0.113.7",
              "userAgent": "agent"
            },
            "requestId": "id",
            "routeKey": "$default",
            "stage": "$default",
            "time": "12/Mar/2020:19:03:58 +0000",
            "timeEpoch": 1583348638390
          },
          "body": "bmFtZT1Bbm4=",
          "pathParameters": null,
          "isBase64Encoded": true,
          "stageVariables": null
        }
        """;
    HttpRequest request = HttpRequest.of(StrictJson.read(event, APIGatewayV2HTTPEvent.class));
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.address()).isEqualTo("203.0.113.7");
    assertThat(request.languages()).isEqualTo("de");
    assertThat(request.path()).isEqualTo("/my/path");
    assertThat(request.query().value("t")).isEqualTo("a b");
    assertThat(request.link()).isEqualTo("a b");
    assertThat(request.form().value("name")).isEqualTo("Ann");
  }

  @Test
  void anEmptyRequestHasNothing() {
    HttpRequest request = HttpRequest.of(StrictJson.read("{}", APIGatewayV2HTTPEvent.class));
    assertThat(request.method()).isEmpty();
    assertThat(request.link()).isEmpty();
    assertThat(request.isTooLong()).isFalse();
  }
}
