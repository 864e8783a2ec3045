using System.Collections.Frozen;
using System.Collections.Immutable;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators.Values;

/// <summary>All kinds of values.</summary>
internal static class ValueKinds
{
    public static readonly ImmutableArray<ValueKind> All =
    [
        Human("human-word", 70, HumanPasswords.OneWord),
        Human("human-name-year", 16, HumanPasswords.NameAndYear),
        Human("human-word-digits", 14, HumanPasswords.WordAndDigits),
        Human("human-digits-word", 4, HumanPasswords.DigitsAndWord),
        Human("human-word-digits-marks", 11, HumanPasswords.WordDigitsMarks),
        Human("human-two-words", 24, HumanPasswords.TwoWords),
        Human("human-leet", 18, HumanPasswords.Leet),
        Human("human-walk", 26, HumanPasswords.Walk),
        Human("human-phrase", 26, HumanPasswords.Phrase),
        Human("human-initials", 5, HumanPasswords.Initials),
        Human("human-date", 6, HumanPasswords.Date),
        Human("human-fan", 8, HumanPasswords.Fan),
        Human("human-doubled", 4, HumanPasswords.Doubled),
        Human("human-short", 5, HumanPasswords.Short),
        Human("human-marks", 9, HumanPasswords.MarksInside),
        Human("human-non-ascii", 6, HumanPasswords.NonAscii),
        Human("human-office", 12, HumanPasswords.Office),
        Human("human-product", 9, HumanPasswords.Product),
        Human("human-model", 9, HumanPasswords.Model),
        Human("human-strong", 16, HumanPasswords.Strong),
        Human("human-pin", 3, HumanPasswords.Pin),
        Human("human-spaced-phrase", 6, HumanPasswords.SpacedPhrase) with { Fits = Fits.Text },
        Human("human-word-as-secret", 9, HumanPasswords.TwoWords) with { Under = Under.Random },
        Human("human-phrase-as-secret", 9, HumanPasswords.Phrase) with { Under = Under.Random },
        Human("human-digits-as-secret", 8, HumanPasswords.WordAndDigits) with { Under = Under.Random },
        Human("human-leet-as-secret", 5, HumanPasswords.Leet) with { Under = Under.Random },
        Human("human-model-as-secret", 5, HumanPasswords.Model) with { Under = Under.Random },
        Random("random-hex", 40, RandomTokens.Hex),
        Random("random-base64", 26, RandomTokens.Base64),
        Random("random-base64url", 18, RandomTokens.Base64Url),
        Random("random-base32", 8, RandomTokens.Base32),
        Random("random-alnum", 40, RandomTokens.LettersAndDigits),
        Random("random-lower-digits", 22, RandomTokens.LowerAndDigits),
        Random("random-upper-digits", 9, RandomTokens.UpperAndDigits),
        Random("random-letters", 18, RandomTokens.LettersOnly),
        Random("random-digits", 7, RandomTokens.DigitsOnly),
        Random("random-marks", 8, RandomTokens.WithMarks),
        Random("random-groups", 6, RandomTokens.Grouped),
        Random("random-prefix", 16, RandomTokens.WithPrefix),
        Random("random-parts", 9, RandomTokens.Parts),
        Random("random-uuid", 8, RandomTokens.Uuid),
        Random("random-hex-password", 8, RandomTokens.Hex) with { Under = Under.Password },
        Random("random-alnum-password", 14, RandomTokens.LettersAndDigits) with { Under = Under.Password },
        Random("random-base64-password", 4, RandomTokens.Base64) with { Under = Under.Password },
        Random("random-jwt", 7, RandomTokens.Jwt) with { Under = Under.Token },
        Random("private-key-der", 5, RandomTokens.PrivateKeyDer) with { Under = Under.Key },
        new("private-key", Label.Secret, 9, Under.Key, Fits.Block, RandomTokens.PrivateKey),

        Empty("yours", 22, Under.All, Fits.Word, Placeholders.Yours),
        Empty("yours-in-words", 9, Under.All, Fits.Text, Placeholders.YoursInWords),
        Empty("metavariable", 10, Under.All, Fits.Word, Placeholders.Metavariable),
        Empty("in-brackets", 20, Under.All, Fits.Word, Placeholders.InBrackets),
        Empty("in-brackets-words", 7, Under.All, Fits.Text, Placeholders.InBracketsWithBlanks),
        Empty("crossed", 16, Under.All, Fits.Word, Placeholders.Crossed),
        Empty("crossed-groups", 5, Under.Random, Fits.Word, Placeholders.CrossedGroups),
        Empty("order", 16, Under.All, Fits.Word, Placeholders.Order),
        Empty("sample", 20, Under.All, Fits.Word, Placeholders.Sample),
        Empty("foolish", 14, Under.All, Fits.Word, Placeholders.Foolish),
        Empty("foreign", 10, Under.All, Fits.Word, Placeholders.Foreigners),
        Empty("documented", 12, Under.Random, Fits.Word, Placeholders.Documented),
        Empty("cut-off", 12, Under.Random, Fits.Word, Placeholders.CutOff),
        Empty("patterned", 16, Under.Random, Fits.Word, Placeholders.Patterned),
        Empty("issuer-sample", 16, Under.Random, Fits.Word, Placeholders.IssuerSample),
        Empty("wrong", 12, Under.All, Fits.Word, Placeholders.Wrong),

        Other("translation", 34, Fits.Text, Translations.Text),
        Other("translation-word", 44, Fits.Word, Translations.OneWord),
        Other("message", 18, Fits.Text, Lookalikes.Message),
        Other("reference", 30, Fits.Word, References.ShellVariable),
        Other("reference-property", 18, Fits.Word, References.Property),
        Other("reference-template", 16, Fits.Text, References.Template),
        Other("reference-tight", 8, Fits.Word, References.TightTemplate),
        Other("reference-store", 18, Fits.Word, References.Store),
        Other("sealed", 14, Fits.Word, References.Sealed),
        Other("look-up", 30, Fits.Expression, References.Lookup),
        Other("identifier", 34, Fits.Expression, References.Identifier),
        Other("chain", 34, Fits.Expression, References.Chain),
        Other("call", 34, Fits.Expression, References.Call),
        Other("expression", 18, Fits.Expression, References.Expression),
        Other("type", 14, Fits.Expression, References.TypeName),
        Other("scalar", 18, Fits.Scalar, References.Scalar),
        Other("field-name", 22, Fits.Word, Lookalikes.FieldName),
        Other("field-list", 4, Fits.Plain, Lookalikes.FieldList),
        Other("object-name", 10, Fits.Word, Lookalikes.ObjectName),
        Other("path", 14, Fits.Word, Lookalikes.Path),
        Other("url", 10, Fits.Word, Lookalikes.Url),
        Other("selector", 9, Fits.Plain, Lookalikes.Selector),
        Other("regex", 6, Fits.Word, Lookalikes.Regex),
        Other("format", 9, Fits.Word, Lookalikes.Format),
        Other("message-key", 10, Fits.Word, Lookalikes.KeyOfMessage),
        Other("error-code", 7, Fits.Word, Lookalikes.ErrorCode),
        Other("header-name", 7, Fits.Word, Lookalikes.HeaderName),
        Other("enum", 8, Fits.Word, Lookalikes.EnumValue),
        Other("hash", 10, Fits.Word, Lookalikes.PasswordHash) with { Under = Under.Password },
        Other("hash", 12, Fits.Word, Lookalikes.PasswordHash,
            "password-hash password-digest encrypted-password hashed-password passwd-hash pw-hash crypted-password user-password " +
            "password-crypt shadow"),
        Other("uuid", 12, Fits.Word, RandomTokens.Uuid,
            "id key-id token-id secret-id request-id session-uuid user-id client-id tenant-id access-key-id credential-id auth-id guid " +
            "kid jti correlation-id"),
        Other("number", 10, Fits.Word | Fits.Scalar, Lookalikes.Number,
            "key-length token-ttl max-tokens password-length pin-length session-timeout secret-count api-id app-id user-id key-size " +
            "port pin led-pin gpio-pin seed pass-count account-id token-count tokens-used"),
        Other("object-id", 6, Fits.Word, Lookalikes.ObjectId,
            "-id object-id key-id token-id parent-id author-id secret-ref auth-ref credential-id document-key"),
        Other("pod-name", 4, Fits.Word, Lookalikes.PodName,
            "pod secret-name credentials-name key-ref token-pod auth-pod host node-name auth-server"),
        Other("slug", 10, Fits.Word, Lookalikes.Slug,
            "cache-key sort-key primary-key partition-key group-key routing-key key key-name token-name secret-name registry-key " +
            "row-key index-key job-key map-key lookup-key foreign-key keyword"),
        Other("map-key", 10, Fits.Word, Lookalikes.MapKey,
            "cache-key key redis-key storage-key session-key-name state-key hash-key topic-key key-prefix token-prefix lock-key " +
            "settings-key"),
        Other("checksum", 18, Fits.Word, Lookalikes.Checksum,
            "sha256 sha512 sha1 checksum md5 digest integrity hash etag content-hash fingerprint signature-hash narhash file-hash " +
            "lock-hash thumbprint token-hash key-fingerprint api-hash"),
        Other("commit", 8, Fits.Word, Lookalikes.Commit,
            "commit commit-id revision rev sha ref git-sha head-sha baseline-commit build-hash source-revision version-hash git-ref oid " +
            "tree"),
        Other("version", 12, Fits.Word | Fits.Package, Lookalikes.Version,
            "version passport-jwt passport-local jsonwebtoken token-version api-version key-version csrf-tokens password-hash " +
            "auth-version secret-stack keytar keycloak-js token-types tokenizers"),
        Other("public-key", 14, Fits.Word, Lookalikes.PublicKey,
            "public-key publickey ssh-key authorized-key host-key pub-key pubkey public-signing-key verify-key site-key sitekey " +
            "recaptcha-site-key peer-public-key validator-key ssh-public-key"),
        Other("certificate", 8, Fits.Block, Lookalikes.Certificate,
            "certificate ca-cert cert public-key tls-cert ca-bundle client-cert server-cert trusted-key pgp-key signing-cert " +
            "jwt-public-key"),
        Other("certificate-base64", 5, Fits.Word, Lookalikes.CertificateInBase64,
            "ca-crt tls-crt ca-bundle certificate-authority-data client-certificate-data cert ca-cert cabundle"),
        Other("csrf", 9, Fits.Word, Lookalikes.Csrf,
            "csrf-token csrfmiddlewaretoken authenticity-token xsrf-token anti-forgery-token request-verification-token csrf " +
            "state-nonce nonce page-token next-token continuation-token cursor"),
        Other("jwe", 5, Fits.Word, RandomTokens.Base64Url,
            "encrypted-key ciphertext encrypted-data-key wrapped-key encrypted-secret encrypted-token cipher-blob tag iv encrypted-value"),
        Other("random-named-harmless", 14, Fits.Word, RandomTokens.LettersAndDigits,
            "data payload signature-input content nonce trace-id boundary request-id transaction-id upload-id message-id order-id " +
            "asset-id video-id invoice-number tracking-id ga-id image-hash test-vector"),
        Other("enum", 10, Fits.Word, Lookalikes.EnumValue,
            "token-type auth-method grant-type key-type password-encoding algorithm auth-type secret-type authentication-plugin " +
            "response-type credential-type key-algorithm input-type password-policy auth-mode"),
        Other("permission", 7, Fits.Word, Lookalikes.Permission,
            "permission action scope role policy-action token-scope secret-permission key-policy required-permission privilege access"),
        Other("url", 10, Fits.Word, Lookalikes.Url,
            "token-url auth-url token-uri login-url password-reset-url key-url jwks-uri authorization-endpoint secret-url api-endpoint " +
            "token-endpoint reset-password-path certs-url"),
        Other("path", 9, Fits.Word, Lookalikes.Path,
            "password-file key-file token-file secret-path private-key-path key-path credentials-file ssh-key-path keystore cert-file " +
            "secrets-dir passwd-file identity-file pass-file"),
        Other("mail", 6, Fits.Word, Lookalikes.Mail,
            "login user username auth-user account email access-user key-owner secret-owner password-recovery-mail user-login " +
            "credentials-owner"),
        Other("word", 14, Fits.Word, Lookalikes.Word,
            "user username password-label token-name key-name keyboard author secretary passenger monkey tokenizer keystone authority " +
            "accessory password-hint signature session-name login secret-santa compass"),
        Other("message", 10, Fits.Text, Lookalikes.Message,
            "password-hint password-label token-description secret-help key-description password-error token-message login-title " +
            "password-placeholder passwordtooltip auth-failed reset-token-subject"),
        Other("image", 4, Fits.Word, Lookalikes.Image, "icon image logo data-uri avatar background captcha qr-code token-image key-icon"),
        Other("date", 6, Fits.Word, Lookalikes.Date,
            "token-expires password-changed-at key-created last-password-change secret-expiry token-issued-at password-date " +
            "session-expires api-version cert-not-after"),
        Other("validator", 5, Fits.Word, Lookalikes.Validator),
        Other("lexeme", 6, Fits.Word, Lookalikes.Lexeme,
            "token token-type tok next-token token-kind expected-token current-token tokens keyword separator-token"),
        Other("key-word", 14, Fits.Word, Words.Term,
            "key key key key keys json-key sort-key dict-key data-key option-key event-key column-key"),
        Other("plain-word", 10, Fits.Word, Words.Term,
            "access sign session api cookie auth login cert seed access-mode auth-backend session-store api-group sign-in pass-through"),
        Other("license", 6, Fits.Word, Lookalikes.License, "license licence license-type spdx-license license-name"),
        Other("selector", 6, Fits.Plain, Lookalikes.Selector,
            "password-field login-button token-input password-selector secret-element key-locator auth-form"),
    ];

    /// <summary>Kinds that stand in programs and seldom in what a service reads.</summary>
    public static readonly FrozenSet<string> OfPrograms = Words.Split("""
        translation message field-name field-list selector regex format message-key error-code header-name type enum
        validator
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What files of translations hold, mostly.</summary>
    public static readonly ValueKind Translation = All.First(kind => kind.Name == "translation");

    /// <summary>What ships as a default; the file decides which of the two it is.</summary>
    public static readonly ImmutableArray<ValueKind> Weak =
    [
        new("weak", Label.Secret, 1, Under.All, Fits.Word, Placeholders.Weak),
        new("weak", Label.Placeholder, 1, Under.All, Fits.Word, Placeholders.Weak),
    ];

    private static ValueKind Human(string name, int weight, Func<Dice, string> make) => new(name, Label.Secret, weight, Under.Password,
        Fits.Word, make);

    private static ValueKind Random(string name, int weight, Func<Dice, string> make) => new(name, Label.Secret, weight, Under.Random,
        Fits.Word, make);

    private static ValueKind Empty(string name, int weight, Under under, Fits fits, Func<Dice, string> make) =>
        new(name, Label.Placeholder, weight, under, fits, make);

    private static ValueKind Other(string name, int weight, Fits fits, Func<Dice, string> make, string names = "") =>
        new(name, Label.Other, weight, Under.All, fits, make) { Names = [.. Words.Split(names)] };
}
