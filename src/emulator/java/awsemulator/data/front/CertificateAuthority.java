package awsemulator.data.front;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs the certificates of the local groups, as Amazon Trust Services does those of ElastiCache.
 * Its key never leaves this object.
 */
public final class CertificateAuthority {
  private static final char[] NO_PASSWORD = {};
  private static final X500Principal NAME = new X500Principal("CN=Local ElastiCache CA");

  private final KeyPair keys;
  private final X509Certificate certificate;
  private long serial = 1;

  public CertificateAuthority() {
    try {
      this.keys = newKeys();
      JcaX509v3CertificateBuilder builder = builder(NAME, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      this.certificate = signed(builder);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("The certificate authority could not be made.", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** For clients: trusts this authority and no other. */
  public SSLContext trust() {
    try {
      KeyStore store = emptyStore();
      store.setCertificateEntry("ca", certificate);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The trust in the certificate authority failed.", e);
    }
  }

  /** For servers: a new certificate for all names right under {@code suffix}, and for loopback. */
  public SSLContext serve(String suffix) {
    try {
      KeyPair own = newKeys();
      KeyStore store = emptyStore();
      X509Certificate[] chain = {leaf(suffix, own), certificate};
      store.setEntry("leaf", new KeyStore.PrivateKeyEntry(own.getPrivate(), chain), inMemory());
      KeyManagerFactory identity = KeyManagerFactory.getInstance("PKIX");
      identity.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("No certificate could be made for *." + suffix + ".", e);
    }
  }

  private X509Certificate leaf(String suffix, KeyPair own)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    // The suffix is longer than a common name may be; clients look at the alternative names only.
    JcaX509v3CertificateBuilder builder = builder(new X500Principal("CN=Local ElastiCache"), own);
    GeneralName[] names = {
      new GeneralName(GeneralName.dNSName, "*." + suffix),
      new GeneralName(GeneralName.dNSName, "localhost"),
      new GeneralName(GeneralName.iPAddress, "127.0.0.1")
    };
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    return signed(builder);
  }

  private synchronized JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair own) {
    // Clients check these against the real time, whatever the cloud's clock says.
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
        NAME,
        BigInteger.valueOf(serial++),
        Date.from(now.minus(Duration.ofDays(1))),
        Date.from(now.plus(Duration.ofDays(30))),
        subject,
        own.getPublic());
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /**
   * A key that never leaves this memory needs no protection; the usual ten thousand rounds took a
   * tenth of a whole run.
   */
  private static KeyStore.PasswordProtection inMemory() {
    return new KeyStore.PasswordProtection(
        NO_PASSWORD, "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[20], 1));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
