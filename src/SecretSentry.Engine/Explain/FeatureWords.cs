using System.Globalization;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Describes every feature of the judge in words that a developer understands. The words contain kinds, lengths and counts, never a byte of
/// the value.
/// </summary>
internal static class FeatureWords
{
    private const int Whole = 64;

    /// <summary>Returns what a feature with this number means.</summary>
    public static string Describe(Feature feature, int number) => feature switch
    {
        // Value.
        Feature.ValueLength => $"the value is {FormatCount(number, "character")} long",
        Feature.ValueDigits => number == 0 ? "the value has no digits" : $"the value has {FormatCount(number, "digit")}",
        Feature.ValueDigitShare => Share(number, "the value's characters", "digits"),
        Feature.ValueLowerShare => Share(number, "the value's characters", "lowercase letters"),
        Feature.ValueUpperShare => Share(number, "the value's characters", "uppercase letters"),
        Feature.ValueSymbolShare => Share(number, "the value's characters", "punctuation marks"),
        Feature.ValueNonAsciiShare => Share(number, "the value's characters", "non-ASCII"),
        Feature.ValueClasses => $"the value mixes {FormatCount(number, "kind")} of characters",
        Feature.ValueChanges => $"the kind of character changes at {FormatPercent(number)} of the value's positions",
        Feature.ValueLongestRepeat =>
            number <= 1 ? "no character of the value is doubled" : $"one character of the value occurs {number} times in a row",
        Feature.ValueDistinctShare => $"{FormatPercent(number)} of the value's characters are distinct",
        Feature.ValueEntropy =>
            string.Create(CultureInfo.InvariantCulture, $"the value has an entropy of {number / 16.0:0.0} bits per character"),
        Feature.ValueIsHex => DescribeFlag(number, "the value is hexadecimal"),
        Feature.ValueIsBase64 => DescribeFlag(number, "the value could be base64"),
        Feature.ValueIsBase64Url => DescribeFlag(number, "the value could be URL-safe base64"),
        Feature.ValueIsUpperBase32 => DescribeFlag(number, "the value could be base32"),
        Feature.ValueSpaces => number == 0 ? "the value has no spaces" : $"the value has {FormatCount(number, "space")}",
        Feature.ValueSequenceShare => number == 0 ? "the value has no sequence such as 123 or abc"
            : $"{FormatPercent(number)} of the value is a sequence such as 123 or abc",
        Feature.ValueWalk => number < 3 ? "the value is not a keyboard walk"
            : $"{FormatCount(number, "character")} of the value are a keyboard walk",
        Feature.ValueWordLikeness =>
            number == -100 ? "the value has no letters that could be a word"
                : $"the value's letters look {DescribeLikeness(number)}",
        Feature.ValueLeastWordLikeness => number == -100 ? "the value has no word of three or more letters"
            : $"the letters of the value's least likely word look {DescribeLikeness(number)}",
        Feature.ValueWordCoverage => Share(number, "the value's characters", "in known words"),
        Feature.ValueLeetCoverage => Share(number, "the value's characters", "in known words when digits are read as letters"),
        Feature.ValueWords => $"the value has {FormatCount(number, "run")} of letters",
        Feature.ValueLongestWord => $"the longest run of letters in the value has {FormatCount(number, "letter")}",
        Feature.ValueVowelShare => Share(number, "the value's letters", "vowels"),
        Feature.ValueIsCapitalized => DescribeFlag(number, "the value is one capitalized word"),
        Feature.ValueIsUuid => DescribeFlag(number, "the value is a UUID"),
        Feature.ValueIsHash => DescribeFlag(number, "the value is a password hash"),
        Feature.ValueHexLength => number == 0 ? "the value does not have the length of a checksum"
            : $"the value has the form of a checksum: {number} hexadecimal digits",
        Feature.ValueSlashes => DescribeCount(number, "slash", "slashes"),
        Feature.ValueDots => DescribeCount(number, "dot", "dots"),
        Feature.ValueColons => DescribeCount(number, "colon", "colons"),
        Feature.ValueDashes => DescribeCount(number, "dash", "dashes"),
        Feature.ValueUnderscores => DescribeCount(number, "underscore", "underscores"),
        Feature.ValueParentheses => DescribeCount(number, "parenthesis", "parentheses"),
        Feature.ValueBrackets => DescribeCount(number, "bracket", "brackets"),
        Feature.ValueBackslashes => DescribeCount(number, "backslash", "backslashes"),
        Feature.ValueEquals => DescribeCount(number, "equals sign", "equals signs"),
        Feature.ValueFirstClass => $"the value begins with {DescribeCharacter(number)}",
        Feature.ValueLastClass => $"the value ends with {DescribeCharacter(number)}",
        Feature.ValueTrailingDigits =>
        number == 0 ? "the value does not end in digits" : $"the value ends in {FormatCount(number, "digit")}",
        Feature.ValueContainsYear => DescribeFlag(number, "the value contains a year"),
        Feature.ValueIsReference => number == 0 ? "the value is not a reference to something else"
            : "the value is a reference: a variable, a template or an entry in a store",
        Feature.ValueIsCall => DescribeFlag(number, "the value is a function call in code"),
        Feature.ValueIsMember => DescribeFlag(number, "the value is a member access in code"),
        Feature.ValueIsCamel => DescribeFlag(number, "the value is a name in camel case"),
        Feature.ValueIsSnake => DescribeFlag(number, "the value is words joined by underscores"),
        Feature.ValueIsUpperSnake => DescribeFlag(number, "the value is uppercase words joined by underscores"),
        Feature.ValueIsKebab => DescribeFlag(number, "the value is words joined by dashes"),
        Feature.ValueIsPath => DescribeFlag(number, "the value is a file path"),
        Feature.ValueIsUrl => DescribeFlag(number, "the value contains a URL"),
        Feature.ValueIsFileName => DescribeFlag(number, "the value is a file name"),
        Feature.ValueIsMail => DescribeFlag(number, "the value is an email address"),
        Feature.ValueIsVersion => DescribeFlag(number, "the value is a version number"),
        Feature.ValueIsPublicKey => DescribeFlag(number, "the value is a public key or certificate"),
        Feature.ValueIsDecoded =>
            number switch { 0 => "the value is not encoded text", 1 => "the value is encoded text", _ => "the value is an encoded login" },
        Feature.ValuePlaceholder =>
        number == 0 ? "the value contains no placeholder word" : $"the value contains {DescribePlaceholder(number)}",
        Feature.ValuePlaceholderOffset => number switch
        {
            < 0 => "the value contains no placeholder word",
            0 => "the value begins with a placeholder word",
            _ => $"a placeholder word begins {FormatCount(number, "character")} into the value",
        },
        Feature.ValueNamesSecret => number switch
        {
            0 => "the value contains no word for a secret",
            1 => "the value contains a word for a secret, as setting names do",
            2 => "the value begins or ends with a word for a secret",
            _ => "the value is the word for password in some language",
        },
        Feature.ValueIsCommon => DescribeFlag(number, "the value is a very common password"),
        Feature.ValueIsKeyword => DescribeFlag(number, "the value is a keyword of programming languages or settings"),
        Feature.ValueIsTagged => DescribeFlag(number, "the value contains a tag in angle brackets"),
        Feature.ValueRepeatsHalf => DescribeFlag(number, "the second half of the value repeats the first"),

        // Name.
        Feature.NamePassword => DescribeFlag(number, "the name contains a word for a password"),
        Feature.NameSecret => DescribeFlag(number, "the name contains a word for a secret or seed"),
        Feature.NameToken => DescribeFlag(number, "the name contains a word for a token"),
        Feature.NameKey => DescribeFlag(number, "the name contains a word for a key"),
        Feature.NameAuth => DescribeFlag(number, "the name contains a word for authorization"),
        Feature.NameCredential => DescribeFlag(number, "the name contains a word for a credential or login"),
        Feature.NameSalt => DescribeFlag(number, "the name contains a word for a salt or nonce"),
        Feature.NameHash => DescribeFlag(number, "the name contains a word for a hash, signature or certificate"),
        Feature.NameCookie => DescribeFlag(number, "the name contains a word for a cookie or session"),
        Feature.NameApi => DescribeFlag(number, "the name contains a word for an API, client or webhook"),
        Feature.NameUser => DescribeFlag(number, "the name contains a word for a user or account"),
        Feature.NameEndsTelling =>
            number != 0 ? "the name ends in password, secret, token or key" : "the name does not end in password, secret, token or key",
        Feature.NameLength => number == 0 ? "the value has no name" : $"the name is {FormatCount(number, "character")} long",
        Feature.NameWords => $"the name has {FormatCount(number, "word")}",
        Feature.NameLastClass => number == 0 ? "the last word of the name is not known"
            : $"the last word of the name is a word for {NameWordKind((NameWord)number)}",
        Feature.NameContainsPublic => DescribeFlag(number, "the name contains a word for something public"),
        Feature.NameContainsIndex => DescribeFlag(number, "the name contains a word for an index or table (primary, cache, sort)"),
        Feature.NameContainsInterface => DescribeFlag(number, "the name contains a word for a screen or message (label, hint, error)"),
        Feature.NameContainsProperty => DescribeFlag(number, "the name contains a word for a property (length, type, policy)"),
        Feature.NameContainsChange => DescribeFlag(number, "the name contains a word for a change (confirm, reset, new)"),
        Feature.NameContainsSample => DescribeFlag(number, "the name contains a word for a test, sample or default"),
        Feature.NameContainsProduct => DescribeFlag(number, "the name contains a product or service"),
        Feature.NameContainsEncrypted => DescribeFlag(number, "the name contains a word for something encrypted or masked"),
        Feature.NameIsUpper => DescribeFlag(number, "the name is in uppercase"),
        Feature.NameIsOption => DescribeFlag(number, "the name is a command-line option"),
        Feature.NameDots => number == 0 ? "the name has no dots" : $"the name has {FormatCount(number, "dot")}",
        Feature.NameEqualsValue => DescribeFlag(number, "name and value are the same"),
        Feature.NameOccursInValue => DescribeFlag(number, "the value contains the name"),
        Feature.NameContainsValue => DescribeFlag(number, "the name contains the value"),
        Feature.NameIsVariable => DescribeFlag(number, "the name is a variable with a prefix ($, @)"),

        // Syntax.
        Feature.Operator => $"name and value are joined by {OperatorWords.Describe((ValueOperator)number)}",
        Feature.Quote => (QuoteMark)number switch
        {
            QuoteMark.None => "the value has no quotes",
            QuoteMark.Double => "the value is in double quotes",
            QuoteMark.Single => "the value is in single quotes",
            QuoteMark.Back => "the value is in backquotes",
            _ => "the value is in escaped quotes",
        },
        Feature.Escapes =>
            number == 0 ? "the value is not nested in quoted text"
                : $"the value is nested in {FormatCount(number, "level")} of quoted text",
        Feature.Wrapper => (ValueWrapper)number switch
        {
            ValueWrapper.None => "nothing is wrapped around the value",
            ValueWrapper.Prefix => "a letter comes before the value's quote",
            ValueWrapper.Bracket => "the value is in brackets",
            ValueWrapper.Call => "the value is the argument of a call",
            _ => "the value is a list of bytes",
        },
        Feature.IsInString => DescribeFlag(number, "the name is inside quoted text"),
        Feature.IsInComment => DescribeFlag(number, "it is in a comment"),
        Feature.Gap => $"{FormatCount(number, "character")} {(number == 1 ? "is" : "are")} between name and value",
        Feature.IsClosed => number != 0 ? "a closing quote follows the value" : "no closing quote follows the value",
        Feature.NextClass or Feature.NextByte =>
            $"the value is followed by "
                + $"{DescribePunctuation(feature == Feature.NextByte ? ContextFeatures.GetSymbolClass((byte)number) : number)}",
        Feature.PreviousClass or Feature.PreviousByte =>
            $"the name is preceded by "
                + $"{DescribePunctuation(feature == Feature.PreviousByte ? ContextFeatures.GetSymbolClass((byte)number) : number)}",

        // Line.
        Feature.LineIndent => number == 0 ? "the line is not indented" : $"the line is indented by {number}",
        Feature.LineBefore =>
            number == 0 ? "the name begins the line" : $"{FormatCount(number, "character")} of the line are before the name",
        Feature.LineAfter =>
        number == 0 ? "the value ends the line" : $"{FormatCount(number, "character")} of the line are after the value",
        Feature.LineQuotes => $"the rest of the line has {FormatCount(number, "quote")}",
        Feature.LineUser => DescribeFlag(number, "the line mentions a user or login"),
        Feature.LineHost => DescribeFlag(number, "the line mentions a host, server or port"),
        Feature.LineDatabase => DescribeFlag(number, "the line mentions a database"),
        Feature.LineMail => DescribeFlag(number, "the line mentions mail"),
        Feature.LineUrl => DescribeFlag(number, "the line contains a URL"),
        Feature.LineAssert => DescribeFlag(number, "the line is a test assertion"),
        Feature.LineCrypt => DescribeFlag(number, "the line mentions encryption, hashes or signatures"),
        Feature.LineVector => DescribeFlag(number, "the line mentions ciphers, digests or test vectors"),
        Feature.LineSample => DescribeFlag(number, "the line mentions an example or placeholder"),
        Feature.LineIsDeclaration => DescribeFlag(number, "the line contains a keyword of declarations or statements (def, return, const)"),
        Feature.LineWordsAfter =>
            number == 0 ? "no sentence continues after the value" : $"{FormatCount(number, "word")} of a sentence follow the value",
        Feature.LineLeftWordKnown => number switch
        {
            < 0 => "no word comes before the name",
            0 =>
            "the word before the name is not known",
            _ => "a known word comes before the name"
        },
        Feature.LineIsNonAscii => DescribeFlag(number, "the line contains non-ASCII characters"),

        // Neighbours.
        Feature.NearVector => DescribeFlag(number, "the surrounding lines mention ciphers, digests or test vectors"),
        Feature.NearNonAsciiShare => Share(number, "the characters of the surrounding lines", "non-ASCII"),
        Feature.NearHexRuns => number == 0 ? "the surrounding lines contain no long hexadecimal number"
            : $"the surrounding lines contain "
            + $"{(number >= 8 ? "8 or more long hexadecimal numbers" : FormatCount(number, "long hexadecimal number"))}",

        // Path.
        Feature.FileKind => $"the file is {DescribeFileKind((FileKind)number)}",
        Feature.PathTest => DescribeFlag(number, "the path is that of a test"),
        Feature.PathDocument => DescribeFlag(number, "the path is that of a document"),
        Feature.PathExample => DescribeFlag(number, "the path is that of an example or template"),
        Feature.PathVendor => DescribeFlag(number, "the path is that of a vendored package"),
        Feature.PathLocale => DescribeFlag(number, "the path is that of a translation"),
        Feature.PathSettings => DescribeFlag(number, "the path is that of settings or deployment"),
        Feature.PathSource => DescribeFlag(number, "the path is that of source code"),
        Feature.PathCrypt => DescribeFlag(number, "the path mentions cryptography"),
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "no feature"),
    };

    /// <summary>Returns the number and the word, which is in the plural unless the number is one.</summary>
    internal static string FormatCount(int number, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {word}{(number == 1 ? "" : "s")}");

    private static string FormatPercent(int share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100 / Whole} %");

    private static string Share(int number, string whole, string part) =>
        number == 0 ? $"none of {whole} are {part}" : $"{FormatPercent(number)} of {whole} are {part}";

    private static string DescribeCount(int number, string singular, string many) => number == 0 ? $"the value has no {singular}"
        : string.Create(CultureInfo.InvariantCulture, $"the value has {number} {(number == 1 ? singular : many)}");

    private static string DescribeFlag(int number, string statement) => number != 0 ? statement : Negate(statement);

    /// <summary>Verbs and their negations. The first one that a sentence contains is its verb.</summary>
    private static readonly (string Verb, string Denial)[] Verbs =
    [
        (" could be ", " could not be "), (" is ", " is not "), (" are ", " are not "), (" contains ", " does not contain "),
            (" contain ", " do not contain "), (" mentions ", " does not mention "),
        (" mention ", " do not mention "), (" repeats ", " does not repeat "),
    ];

    private static string Negate(string sentence)
    {
        var (verb, denial) = Verbs.First(pair => sentence.Contains(pair.Verb, StringComparison.Ordinal));
        var index = sentence.IndexOf(verb, StringComparison.Ordinal);
        return $"{sentence[..index]}{denial}{sentence[(index + verb.Length)..]}";
    }

    private static string DescribeLikeness(int number) =>
        number switch
        {
            >= 20 => "like words",
            >= 8 => "mostly like words",
            >= 0 => "a little like words",
            >= -15 => "hardly like words",
            _ => "random"
        };

    private static string DescribeCharacter(int kind) =>
        kind switch
        {
            0 => "a lowercase letter",
            1 => "an uppercase letter",
            2 => "a digit",
            3 => "a punctuation mark",
            _ => "a non-ASCII character",
        };

    private static string DescribePlaceholder(int kind) => kind switch
    {
        1 => "a mask such as xxx or ***",
        2 => "a word such as your, insert or replace",
        3 => "a word such as change, todo or redacted",
        4 => "a word such as example, sample or dummy",
        5 => "a word such as invalid, wrong or unknown",
        6 => "a word such as foo, hello or world",
        7 => "a word such as test, demo or default",
        8 => "a run such as 1234, abcd or qwert",
        9 => "a word such as none, null or true",
        _ => "a word such as some, my or any",
    };

    private static string NameWordKind(NameWord word) => word switch
    {
        NameWord.Password => "a password",
        NameWord.Secret => "a secret",
        NameWord.Token => "a token",
        NameWord.Key => "a key",
        NameWord.Auth => "authorization",
        NameWord.Credential => "a credential",
        NameWord.Salt => "a salt",
        NameWord.Hash => "a hash or signature",
        NameWord.Cookie => "a cookie or session",
        NameWord.Api => "an API or client",
        NameWord.Private => "something private",
        NameWord.Public => "something public",
        NameWord.Identity => "an id or name",
        NameWord.Location => "a file, address or store",
        NameWord.Interface => "a label or message",
        NameWord.Property => "a property such as length or type",
        NameWord.Index => "an index, table or cache",
        NameWord.Change => "a change such as confirm or reset",
        NameWord.Variable => "a variable or parameter",
        NameWord.Sample => "a test or sample",
        NameWord.Product => "a product or service",
        NameWord.Encrypted => "something encrypted",
        NameWord.User => "a user or account",
        _ => "something unknown",
    };

    /// <summary>Describes the classes that <see cref="ContextFeatures.GetSymbolClass"/> returns.</summary>
    private static string DescribePunctuation(int kind) => kind switch
    {
        0 => "the edge of the line",
        1 => "a space",
        2 => "a comma",
        3 => "a semicolon",
        4 => "a parenthesis",
        5 => "a brace",
        6 => "a square bracket",
        7 => "a quote",
        8 => "a backslash",
        9 => "an angle bracket",
        10 => "a query separator (& or ?)",
        11 => "a dot",
        12 => "a plus sign",
        13 => "a vertical bar",
        14 => "a colon or equals sign",
        15 => "a letter or digit",
        _ => "another character",
    };

    internal static string DescribeFileKind(FileKind kind) => kind switch
    {
        FileKind.Unknown => "of an unknown kind",
        FileKind.Script => "source code in a scripting language",
        FileKind.Managed => "source code in Java, Kotlin, C#, Swift or a similar language",
        FileKind.Web => "JavaScript or TypeScript",
        FileKind.Native => "source code in Go, Rust, C or a similar language",
        FileKind.Settings => "a settings file",
        FileKind.Json => "JSON",
        FileKind.Markup => "XML or HTML",
        FileKind.Document => "a document",
        FileKind.Shell => "a shell script",
        FileKind.Sql => "SQL",
        FileKind.KeyFile => "a key or certificate file",
        FileKind.Data => "a table, log or lock file",
        _ => "a file without an extension",
    };
}
