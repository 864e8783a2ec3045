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
        CreateHuman("human-word", 70, HumanPasswords.CreateSingleWord),
        CreateHuman("human-name-year", 16, HumanPasswords.CreateNameAndYear),
        CreateHuman("human-word-digits", 14, HumanPasswords.CreateWordAndDigits),
        CreateHuman("human-digits-word", 4, HumanPasswords.CreateDigitsAndWord),
        CreateHuman("human-word-digits-marks", 11, HumanPasswords.CreateWordDigitsSymbols),
        CreateHuman("human-two-words", 24, HumanPasswords.CreateTwoWords),
        CreateHuman("human-leet", 18, HumanPasswords.CreateLeet),
        CreateHuman("human-walk", 26, HumanPasswords.CreateWalk),
        CreateHuman("human-phrase", 26, HumanPasswords.CreatePhrase),
        CreateHuman("human-initials", 5, HumanPasswords.CreateInitials),
        CreateHuman("human-date", 6, HumanPasswords.CreateDate),
        CreateHuman("human-fan", 8, HumanPasswords.CreateFan),
        CreateHuman("human-doubled", 4, HumanPasswords.CreateDoubled),
        CreateHuman("human-short", 5, HumanPasswords.CreateShort),
        CreateHuman("human-marks", 9, HumanPasswords.CreateSymbolsInside),
        CreateHuman("human-non-ascii", 6, HumanPasswords.CreateNonAscii),
        CreateHuman("human-office", 12, HumanPasswords.CreateOffice),
        CreateHuman("human-product", 9, HumanPasswords.CreateProduct),
        CreateHuman("human-model", 9, HumanPasswords.CreateModel),
        CreateHuman("human-strong", 16, HumanPasswords.CreateStrong),
        CreateHuman("human-pin", 3, HumanPasswords.CreatePin),
        CreateHuman("human-spaced-phrase", 6, HumanPasswords.CreateSpacedPhrase) with { Fits = Fits.Text },
        CreateHuman("human-word-as-secret", 9, HumanPasswords.CreateTwoWords) with { Under = Under.Random },
        CreateHuman("human-phrase-as-secret", 9, HumanPasswords.CreatePhrase) with { Under = Under.Random },
        CreateHuman("human-digits-as-secret", 8, HumanPasswords.CreateWordAndDigits) with { Under = Under.Random },
        CreateHuman("human-leet-as-secret", 5, HumanPasswords.CreateLeet) with { Under = Under.Random },
        CreateHuman("human-model-as-secret", 5, HumanPasswords.CreateModel) with { Under = Under.Random },
        CreateRandom("random-hex", 40, RandomTokens.CreateHex),
        CreateRandom("random-base64", 26, RandomTokens.CreateBase64),
        CreateRandom("random-base64url", 18, RandomTokens.CreateBase64Url),
        CreateRandom("random-base32", 8, RandomTokens.CreateBase32),
        CreateRandom("random-alnum", 40, RandomTokens.CreateLettersAndDigits),
        CreateRandom("random-lower-digits", 22, RandomTokens.CreateLowerAndDigits),
        CreateRandom("random-upper-digits", 9, RandomTokens.CreateUpperAndDigits),
        CreateRandom("random-letters", 18, RandomTokens.CreateLettersOnly),
        CreateRandom("random-digits", 7, RandomTokens.CreateDigitsOnly),
        CreateRandom("random-marks", 8, RandomTokens.CreateWithSymbols),
        CreateRandom("random-groups", 6, RandomTokens.CreateGrouped),
        CreateRandom("random-prefix", 16, RandomTokens.CreateWithPrefix),
        CreateRandom("random-parts", 9, RandomTokens.CreateParts),
        CreateRandom("random-uuid", 8, RandomTokens.CreateUuid),
        CreateRandom("random-hex-password", 8, RandomTokens.CreateHex) with { Under = Under.Password },
        CreateRandom("random-alnum-password", 14, RandomTokens.CreateLettersAndDigits) with { Under = Under.Password },
        CreateRandom("random-base64-password", 4, RandomTokens.CreateBase64) with { Under = Under.Password },
        CreateRandom("random-jwt", 7, RandomTokens.CreateJwt) with { Under = Under.Token },
        CreateRandom("private-key-der", 5, RandomTokens.CreatePrivateKeyDer) with { Under = Under.Key },
        new("private-key", Label.Secret, 9, Under.Key, Fits.Block, RandomTokens.CreatePrivateKey),

        CreateEmpty("yours", 22, Under.All, Fits.Word, Placeholders.CreateYours),
        CreateEmpty("yours-in-words", 9, Under.All, Fits.Text, Placeholders.CreateYoursInWords),
        CreateEmpty("metavariable", 10, Under.All, Fits.Word, Placeholders.CreateMetavariable),
        CreateEmpty("in-brackets", 20, Under.All, Fits.Word, Placeholders.CreateInBrackets),
        CreateEmpty("in-brackets-words", 7, Under.All, Fits.Text, Placeholders.CreateInBracketsWithBlanks),
        CreateEmpty("crossed", 16, Under.All, Fits.Word, Placeholders.CreateCrossed),
        CreateEmpty("crossed-groups", 5, Under.Random, Fits.Word, Placeholders.CreateCrossedGroups),
        CreateEmpty("order", 16, Under.All, Fits.Word, Placeholders.CreateOrder),
        CreateEmpty("sample", 20, Under.All, Fits.Word, Placeholders.CreateSample),
        CreateEmpty("foolish", 14, Under.All, Fits.Word, Placeholders.CreateFoolish),
        CreateEmpty("foreign", 10, Under.All, Fits.Word, Placeholders.CreateForeign),
        CreateEmpty("documented", 12, Under.Random, Fits.Word, Placeholders.CreateDocumented),
        CreateEmpty("cut-off", 12, Under.Random, Fits.Word, Placeholders.CreateCutOff),
        CreateEmpty("patterned", 16, Under.Random, Fits.Word, Placeholders.CreatePatterned),
        CreateEmpty("issuer-sample", 16, Under.Random, Fits.Word, Placeholders.CreateIssuerSample),
        CreateEmpty("wrong", 12, Under.All, Fits.Word, Placeholders.CreateWrong),

        CreateOther("translation", 34, Fits.Text, Translations.PickText),
        CreateOther("translation-word", 44, Fits.Word, Translations.PickSingleWord),
        CreateOther("message", 18, Fits.Text, Lookalikes.CreateMessage),
        CreateOther("reference", 30, Fits.Word, References.CreateShellVariable),
        CreateOther("reference-property", 18, Fits.Word, References.CreateProperty),
        CreateOther("reference-template", 16, Fits.Text, References.CreateTemplate),
        CreateOther("reference-tight", 8, Fits.Word, References.CreateTightTemplate),
        CreateOther("reference-store", 18, Fits.Word, References.CreateStore),
        CreateOther("sealed", 14, Fits.Word, References.CreateSealed),
        CreateOther("look-up", 30, Fits.Expression, References.CreateLookup),
        CreateOther("identifier", 34, Fits.Expression, References.CreateIdentifier),
        CreateOther("chain", 34, Fits.Expression, References.CreateChain),
        CreateOther("call", 34, Fits.Expression, References.CreateCall),
        CreateOther("expression", 18, Fits.Expression, References.CreateExpression),
        CreateOther("type", 14, Fits.Expression, References.CreateTypeName),
        CreateOther("scalar", 18, Fits.Scalar, References.CreateScalar),
        CreateOther("field-name", 22, Fits.Word, Lookalikes.CreateFieldName),
        CreateOther("field-list", 4, Fits.Plain, Lookalikes.CreateFieldList),
        CreateOther("object-name", 10, Fits.Word, Lookalikes.CreateObjectName),
        CreateOther("path", 14, Fits.Word, Lookalikes.CreatePath),
        CreateOther("url", 10, Fits.Word, Lookalikes.CreateUrl),
        CreateOther("selector", 9, Fits.Plain, Lookalikes.CreateSelector),
        CreateOther("regex", 6, Fits.Word, Lookalikes.CreateRegex),
        CreateOther("format", 9, Fits.Word, Lookalikes.CreateFormat),
        CreateOther("message-key", 10, Fits.Word, Lookalikes.CreateMessageKey),
        CreateOther("error-code", 7, Fits.Word, Lookalikes.CreateErrorCode),
        CreateOther("header-name", 7, Fits.Word, Lookalikes.CreateHeaderName),
        CreateOther("enum", 8, Fits.Word, Lookalikes.CreateEnumValue),
        CreateOther("hash", 10, Fits.Word, Lookalikes.CreatePasswordHash) with { Under = Under.Password },
        CreateOther("hash", 12, Fits.Word, Lookalikes.CreatePasswordHash,
            "password-hash password-digest encrypted-password hashed-password passwd-hash pw-hash crypted-password user-password " +
            "password-crypt shadow"),
        CreateOther("uuid", 12, Fits.Word, RandomTokens.CreateUuid,
            "id key-id token-id secret-id request-id session-uuid user-id client-id tenant-id access-key-id credential-id auth-id guid " +
            "kid jti correlation-id"),
        CreateOther("number", 10, Fits.Word | Fits.Scalar, Lookalikes.CreateNumber,
            "key-length token-ttl max-tokens password-length pin-length session-timeout secret-count api-id app-id user-id key-size " +
            "port pin led-pin gpio-pin seed pass-count account-id token-count tokens-used"),
        CreateOther("object-id", 6, Fits.Word, Lookalikes.CreateObjectId,
            "-id object-id key-id token-id parent-id author-id secret-ref auth-ref credential-id document-key"),
        CreateOther("pod-name", 4, Fits.Word, Lookalikes.CreatePodName,
            "pod secret-name credentials-name key-ref token-pod auth-pod host node-name auth-server"),
        CreateOther("slug", 10, Fits.Word, Lookalikes.CreateSlug,
            "cache-key sort-key primary-key partition-key group-key routing-key key key-name token-name secret-name registry-key " +
            "row-key index-key job-key map-key lookup-key foreign-key keyword"),
        CreateOther("map-key", 10, Fits.Word, Lookalikes.CreateMapKey,
            "cache-key key redis-key storage-key session-key-name state-key hash-key topic-key key-prefix token-prefix lock-key " +
            "settings-key"),
        CreateOther("checksum", 18, Fits.Word, Lookalikes.CreateChecksum,
            "sha256 sha512 sha1 checksum md5 digest integrity hash etag content-hash fingerprint signature-hash narhash file-hash " +
            "lock-hash thumbprint token-hash key-fingerprint api-hash"),
        CreateOther("commit", 8, Fits.Word, Lookalikes.CreateCommit,
            "commit commit-id revision rev sha ref git-sha head-sha baseline-commit build-hash source-revision version-hash git-ref oid " +
            "tree"),
        CreateOther("version", 12, Fits.Word | Fits.Package, Lookalikes.CreateVersion,
            "version passport-jwt passport-local jsonwebtoken token-version api-version key-version csrf-tokens password-hash " +
            "auth-version secret-stack keytar keycloak-js token-types tokenizers"),
        CreateOther("public-key", 14, Fits.Word, Lookalikes.CreatePublicKey,
            "public-key publickey ssh-key authorized-key host-key pub-key pubkey public-signing-key verify-key site-key sitekey " +
            "recaptcha-site-key peer-public-key validator-key ssh-public-key"),
        CreateOther("certificate", 8, Fits.Block, Lookalikes.CreateCertificate,
            "certificate ca-cert cert public-key tls-cert ca-bundle client-cert server-cert trusted-key pgp-key signing-cert " +
            "jwt-public-key"),
        CreateOther("certificate-base64", 5, Fits.Word, Lookalikes.CreateCertificateInBase64,
            "ca-crt tls-crt ca-bundle certificate-authority-data client-certificate-data cert ca-cert cabundle"),
        CreateOther("csrf", 9, Fits.Word, Lookalikes.CreateCsrf,
            "csrf-token csrfmiddlewaretoken authenticity-token xsrf-token anti-forgery-token request-verification-token csrf " +
            "state-nonce nonce page-token next-token continuation-token cursor"),
        CreateOther("jwe", 5, Fits.Word, RandomTokens.CreateBase64Url,
            "encrypted-key ciphertext encrypted-data-key wrapped-key encrypted-secret encrypted-token cipher-blob tag iv encrypted-value"),
        CreateOther("random-named-harmless", 14, Fits.Word, RandomTokens.CreateLettersAndDigits,
            "data payload signature-input content nonce trace-id boundary request-id transaction-id upload-id message-id order-id " +
            "asset-id video-id invoice-number tracking-id ga-id image-hash test-vector"),
        CreateOther("enum", 10, Fits.Word, Lookalikes.CreateEnumValue,
            "token-type auth-method grant-type key-type password-encoding algorithm auth-type secret-type authentication-plugin " +
            "response-type credential-type key-algorithm input-type password-policy auth-mode"),
        CreateOther("permission", 7, Fits.Word, Lookalikes.CreatePermission,
            "permission action scope role policy-action token-scope secret-permission key-policy required-permission privilege access"),
        CreateOther("url", 10, Fits.Word, Lookalikes.CreateUrl,
            "token-url auth-url token-uri login-url password-reset-url key-url jwks-uri authorization-endpoint secret-url api-endpoint " +
            "token-endpoint reset-password-path certs-url"),
        CreateOther("path", 9, Fits.Word, Lookalikes.CreatePath,
            "password-file key-file token-file secret-path private-key-path key-path credentials-file ssh-key-path keystore cert-file " +
            "secrets-dir passwd-file identity-file pass-file"),
        CreateOther("mail", 6, Fits.Word, Lookalikes.CreateMail,
            "login user username auth-user account email access-user key-owner secret-owner password-recovery-mail user-login " +
            "credentials-owner"),
        CreateOther("word", 14, Fits.Word, Lookalikes.CreateWord,
            "user username password-label token-name key-name keyboard author secretary passenger monkey tokenizer keystone authority " +
            "accessory password-hint signature session-name login secret-santa compass"),
        CreateOther("message", 10, Fits.Text, Lookalikes.CreateMessage,
            "password-hint password-label token-description secret-help key-description password-error token-message login-title " +
            "password-placeholder passwordtooltip auth-failed reset-token-subject"),
        CreateOther("image", 4, Fits.Word, Lookalikes.CreateImage,
        "icon image logo data-uri avatar background captcha qr-code token-image key-icon"),
        CreateOther("date", 6, Fits.Word, Lookalikes.CreateDate,
            "token-expires password-changed-at key-created last-password-change secret-expiry token-issued-at password-date " +
            "session-expires api-version cert-not-after"),
        CreateOther("validator", 5, Fits.Word, Lookalikes.CreateValidator),
        CreateOther("lexeme", 6, Fits.Word, Lookalikes.CreateLexeme,
            "token token-type tok next-token token-kind expected-token current-token tokens keyword separator-token"),
        CreateOther("key-word", 14, Fits.Word, Words.PickTerm,
            "key key key key keys json-key sort-key dict-key data-key option-key event-key column-key"),
        CreateOther("plain-word", 10, Fits.Word, Words.PickTerm,
            "access sign session api cookie auth login cert seed access-mode auth-backend session-store api-group sign-in pass-through"),
        CreateOther("license", 6, Fits.Word, Lookalikes.CreateLicense, "license licence license-type spdx-license license-name"),
        CreateOther("selector", 6, Fits.Plain, Lookalikes.CreateSelector,
            "password-field login-button token-input password-selector secret-element key-locator auth-form"),
    ];

    /// <summary>Kinds that occur in programs and rarely in files that a service reads.</summary>
    public static readonly FrozenSet<string> OfPrograms = Words.Split("""
        translation message field-name field-list selector regex format message-key error-code header-name type enum
        validator
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The most common kinds in files of translations.</summary>
    public static readonly ValueKind Translation = All.First(kind => kind.Name == "translation");

    /// <summary>Defaults. The file decides whether one is a secret.</summary>
    public static readonly ImmutableArray<ValueKind> Weak =
    [
        new("weak", Label.Secret, 1, Under.All, Fits.Word, Placeholders.CreateWeak),
        new("weak", Label.Placeholder, 1, Under.All, Fits.Word, Placeholders.CreateWeak),
    ];

    private static ValueKind CreateHuman(string name, int weight, Func<Dice, string> make) =>
        new(name, Label.Secret, weight, Under.Password,
        Fits.Word, make);

    private static ValueKind CreateRandom(string name, int weight, Func<Dice, string> make) => new(name, Label.Secret, weight, Under.Random,
        Fits.Word, make);

    private static ValueKind CreateEmpty(string name, int weight, Under under, Fits fits, Func<Dice, string> make) =>
        new(name, Label.Placeholder, weight, under, fits, make);

    private static ValueKind CreateOther(string name, int weight, Fits fits, Func<Dice, string> make, string names = "") =>
        new(name, Label.Other, weight, Under.All, fits, make) { Names = [.. Words.Split(names)] };
}
