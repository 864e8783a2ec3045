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
        Feature.ValueDigits => number == 0 ? "the value has no digit" : $"the value has {FormatCount(number, "digit")}",
        Feature.ValueDigitShare => Share(number, "the value", "digits"),
        Feature.ValueLowerShare => Share(number, "the value", "small letters"),
        Feature.ValueUpperShare => Share(number, "the value", "capitals"),
        Feature.ValueSymbolShare => Share(number, "the value", "punctuation marks"),
        Feature.ValueNonAsciiShare => Share(number, "the value", "letters of other scripts"),
        Feature.ValueClasses => $"the value mixes {FormatCount(number, "kind")} of characters",
        Feature.ValueChanges => $"the kind of character changes at {FormatPercent(number)} of the value's places",
        Feature.ValueLongestRepeat =>
            number <= 1 ? "no character of the value is doubled" : $"one character of the value stands {number} times in a row",
        Feature.ValueDistinctShare => $"{FormatPercent(number)} of the value's characters differ from each other",
        Feature.ValueEntropy =>
            string.Create(CultureInfo.InvariantCulture, $"the value has an entropy of {number / 16.0:0.0} bits a character"),
        Feature.ValueIsHex => DescribeFlag(number, "the value is hexadecimal"),
        Feature.ValueIsBase64 => DescribeFlag(number, "the value could be base64"),
        Feature.ValueIsBase64Url => DescribeFlag(number, "the value could be base64 as URLs take it"),
        Feature.ValueIsUpperBase32 => DescribeFlag(number, "the value could be base32"),
        Feature.ValueSpaces => number == 0 ? "the value has no blank" : $"the value has {FormatCount(number, "blank")}",
        Feature.ValueSequenceShare => number == 0 ? "nothing in the value counts up, as 123 or abc do"
            : $"{FormatPercent(number)} of the value count up, as 123 or abc do",
        Feature.ValueWalk => number < 3 ? "the value is no walk over the keyboard"
            : $"{FormatCount(number, "character")} of the value are a walk over the keyboard",
        Feature.ValueWordLikeness =>
            number == -100 ? "the value has no letters that could be a word"
                : $"the value's letters follow each other {DescribeLikeness(number)}",
        Feature.ValueLeastWordLikeness => number == -100 ? "the value has no word of three letters or more"
            : $"the least likely word of the value reads {DescribeLikeness(number)}",
        Feature.ValueWordCoverage => Share(number, "the value", "known words"),
        Feature.ValueLeetCoverage => Share(number, "the value", "known words when digits are read as letters"),
        Feature.ValueWords => $"the value has {FormatCount(number, "run")} of letters",
        Feature.ValueLongestWord => $"the longest run of letters in the value has {FormatCount(number, "letter")}",
        Feature.ValueVowelShare => Share(number, "the value's letters", "vowels"),
        Feature.ValueIsCapitalized => DescribeFlag(number, "the value is one word with a capital"),
        Feature.ValueIsUuid => DescribeFlag(number, "the value is a UUID"),
        Feature.ValueIsHash => DescribeFlag(number, "the value is the hash of a password"),
        Feature.ValueHexLength => number == 0 ? "the value has not the length of a checksum"
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
        Feature.ValueContainsYear => DescribeFlag(number, "the value holds a year"),
        Feature.ValueIsReference => number == 0 ? "the value is no reference to something else"
            : "the value is a reference: a variable, a template or a place in a store",
        Feature.ValueIsCall => DescribeFlag(number, "the value is a call in code"),
        Feature.ValueIsMember => DescribeFlag(number, "the value is a member of something in code"),
        Feature.ValueIsCamel => DescribeFlag(number, "the value is a name in camel case"),
        Feature.ValueIsSnake => DescribeFlag(number, "the value is words joined by underscores"),
        Feature.ValueIsUpperSnake => DescribeFlag(number, "the value is words in capitals joined by underscores"),
        Feature.ValueIsKebab => DescribeFlag(number, "the value is words joined by dashes"),
        Feature.ValueIsPath => DescribeFlag(number, "the value is the path of a file"),
        Feature.ValueIsUrl => DescribeFlag(number, "the value holds a URL"),
        Feature.ValueIsFileName => DescribeFlag(number, "the value is the name of a file"),
        Feature.ValueIsMail => DescribeFlag(number, "the value is an address of mail"),
        Feature.ValueIsVersion => DescribeFlag(number, "the value is a version"),
        Feature.ValueIsPublicKey => DescribeFlag(number, "the value is a public key or certificate"),
        Feature.ValueIsDecoded =>
            number switch { 0 => "the value is no encoded text", 1 => "the value is encoded text", _ => "the value is an encoded log-in" },
        Feature.ValuePlaceholder =>
        number == 0 ? "the value holds no word of placeholders" : $"the value holds {DescribePlaceholder(number)}",
        Feature.ValuePlaceholderOffset => number switch
        {
            < 0 => "no word of placeholders stands in the value",
            0 => "the value begins with a word of placeholders",
            _ => $"a word of placeholders stands {FormatCount(number, "character")} into the value",
        },
        Feature.ValueNamesSecret => number switch
        {
            0 => "the value holds no word for a secret",
            1 => "the value holds a word for a secret, as names of settings do",
            2 => "the value begins or ends with a word for a secret",
            _ => "the value is the word for password in some language",
        },
        Feature.ValueIsCommon => DescribeFlag(number, "the value is a password that everybody tries first"),
        Feature.ValueIsKeyword => DescribeFlag(number, "the value is a word of programming languages or settings"),
        Feature.ValueIsTagged => DescribeFlag(number, "the value holds a tag in angle brackets"),
        Feature.ValueRepeatsHalf => DescribeFlag(number, "the second half of the value repeats the first"),

        // Name.
        Feature.NamePassword => DescribeFlag(number, "the name says password"),
        Feature.NameSecret => DescribeFlag(number, "the name says secret or seed"),
        Feature.NameToken => DescribeFlag(number, "the name says token"),
        Feature.NameKey => DescribeFlag(number, "the name says key"),
        Feature.NameAuth => DescribeFlag(number, "the name says authorization"),
        Feature.NameCredential => DescribeFlag(number, "the name says credential or login"),
        Feature.NameSalt => DescribeFlag(number, "the name says salt or nonce"),
        Feature.NameHash => DescribeFlag(number, "the name says hash, signature or certificate"),
        Feature.NameCookie => DescribeFlag(number, "the name says cookie or session"),
        Feature.NameApi => DescribeFlag(number, "the name says API, client or webhook"),
        Feature.NameUser => DescribeFlag(number, "the name says user or account"),
        Feature.NameEndsTelling =>
            number != 0 ? "the name ends in password, secret, token or key" : "the name does not end in password, secret, token or key",
        Feature.NameLength => number == 0 ? "the value has no name" : $"the name is {FormatCount(number, "character")} long",
        Feature.NameWords => $"the name has {FormatCount(number, "word")}",
        Feature.NameLastClass => number == 0 ? "the last word of the name is none that is known"
            : $"the last word of the name is one for {NameWordKind((NameWord)number)}",
        Feature.NameContainsPublic => DescribeFlag(number, "the name says public"),
        Feature.NameContainsIndex => DescribeFlag(number, "the name holds a word of indexes and tables (primary, cache, sort)"),
        Feature.NameContainsInterface => DescribeFlag(number, "the name holds a word of screens and messages (label, hint, error)"),
        Feature.NameContainsProperty => DescribeFlag(number, "the name holds a word for a property (length, type, policy)"),
        Feature.NameContainsChange => DescribeFlag(number, "the name holds a word for a change (confirm, reset, new)"),
        Feature.NameContainsSample => DescribeFlag(number, "the name says test, sample or default"),
        Feature.NameContainsProduct => DescribeFlag(number, "the name holds a product or service"),
        Feature.NameContainsEncrypted => DescribeFlag(number, "the name says encrypted or masked"),
        Feature.NameIsUpper => DescribeFlag(number, "the name is written in capitals"),
        Feature.NameIsOption => DescribeFlag(number, "the name is an option of a command"),
        Feature.NameDots => number == 0 ? "the name has no dots" : $"the name has {FormatCount(number, "dot")}",
        Feature.NameEqualsValue => DescribeFlag(number, "name and value are the same"),
        Feature.NameOccursInValue => DescribeFlag(number, "the value holds the name"),
        Feature.NameContainsValue => DescribeFlag(number, "the name holds the value"),
        Feature.NameIsVariable => DescribeFlag(number, "the name is a variable with a mark before it ($, @)"),

        // Syntax.
        Feature.Operator => $"name and value are joined by {OperatorWords.Describe((ValueOperator)number)}",
        Feature.Quote => (QuoteMark)number switch
        {
            QuoteMark.None => "the value has no quotes",
            QuoteMark.Double => "the value stands in double quotes",
            QuoteMark.Single => "the value stands in single quotes",
            QuoteMark.Back => "the value stands in backquotes",
            _ => "the value stands in quotes written as escapes",
        },
        Feature.Escapes =>
            number == 0 ? "the value is in no text inside a text" : $"the value is nested in {FormatCount(number, "level")} of quoted text",
        Feature.Wrapper => (ValueWrapper)number switch
        {
            ValueWrapper.None => "nothing is wrapped around the value",
            ValueWrapper.Prefix => "a letter stands before the value's quote",
            ValueWrapper.Bracket => "the value stands in a bracket",
            ValueWrapper.Call => "the value is the argument of a call",
            _ => "the value is a list of bytes",
        },
        Feature.IsInString => DescribeFlag(number, "the name stands inside a quoted text"),
        Feature.IsInComment => DescribeFlag(number, "it stands in a comment"),
        Feature.Gap => $"{FormatCount(number, "character")} {(number == 1 ? "lies" : "lie")} between name and value",
        Feature.IsClosed => number != 0 ? "a closing quote follows the value" : "no closing quote follows the value",
        Feature.NextClass or Feature.NextByte =>
            $"behind the value stands "
                + $"{DescribePunctuation(feature == Feature.NextByte ? ContextFeatures.GetSymbolClass((byte)number) : number)}",
        Feature.PreviousClass or Feature.PreviousByte =>
            $"before the name stands "
                + $"{DescribePunctuation(feature == Feature.PreviousByte ? ContextFeatures.GetSymbolClass((byte)number) : number)}",

        // Line.
        Feature.LineIndent => number == 0 ? "the line is not indented" : $"the line is indented by {number}",
        Feature.LineBefore =>
            number == 0 ? "the name begins the line" : $"{FormatCount(number, "character")} of the line stand before the name",
        Feature.LineAfter =>
        number == 0 ? "the value ends the line" : $"{FormatCount(number, "character")} of the line stand behind the value",
        Feature.LineQuotes => $"the rest of the line has {FormatCount(number, "quote")}",
        Feature.LineUser => DescribeFlag(number, "the line speaks of a user or login"),
        Feature.LineHost => DescribeFlag(number, "the line speaks of a host, server or port"),
        Feature.LineDatabase => DescribeFlag(number, "the line speaks of a database"),
        Feature.LineMail => DescribeFlag(number, "the line speaks of mail"),
        Feature.LineUrl => DescribeFlag(number, "the line holds a URL"),
        Feature.LineAssert => DescribeFlag(number, "the line is a test assertion"),
        Feature.LineCrypt => DescribeFlag(number, "the line speaks of encryption, hashes or signatures"),
        Feature.LineVector => DescribeFlag(number, "the line speaks of ciphers, digests or test vectors"),
        Feature.LineSample => DescribeFlag(number, "the line speaks of an example or placeholder"),
        Feature.LineIsDeclaration => DescribeFlag(number, "the line holds a word of declarations or statements (def, return, const)"),
        Feature.LineWordsAfter =>
            number == 0 ? "no sentence goes on behind the value" : $"{FormatCount(number, "word")} of a sentence follow the value",
        Feature.LineLeftWordKnown => number switch
        {
            < 0 => "no word stands before the name",
            0 =>
            "the word before the name is no known one",
            _ => "a known word stands before the name"
        },
        Feature.LineIsNonAscii => DescribeFlag(number, "the line holds letters of other scripts"),

        // Neighbours.
        Feature.NearVector => DescribeFlag(number, "the lines around speak of ciphers, digests or test vectors"),
        Feature.NearNonAsciiShare => Share(number, "the lines around", "letters of other scripts"),
        Feature.NearHexRuns => number == 0 ? "the lines around hold no long hexadecimal number"
            : $"the lines around hold "
            + $"{(number >= 8 ? "8 or more long hexadecimal numbers" : FormatCount(number, "long hexadecimal number"))}",

        // Path.
        Feature.FileKind => $"the file is {DescribeFileKind((FileKind)number)}",
        Feature.PathTest => DescribeFlag(number, "the path is one of tests"),
        Feature.PathDocument => DescribeFlag(number, "the path is one of documents"),
        Feature.PathExample => DescribeFlag(number, "the path is one of examples or templates"),
        Feature.PathVendor => DescribeFlag(number, "the path is one of copied-in packages"),
        Feature.PathLocale => DescribeFlag(number, "the path is one of translations"),
        Feature.PathSettings => DescribeFlag(number, "the path is one of settings or deployment"),
        Feature.PathSource => DescribeFlag(number, "the path is one of source code"),
        Feature.PathCrypt => DescribeFlag(number, "the path speaks of cryptography"),
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
        (" could be ", " could not be "), (" is ", " is not "), (" are ", " are not "), (" says ", " does not say "),
            (" stands ", " does not stand "), (" speaks ", " does not speak "),
        (" speak ", " do not speak "), (" repeats ", " does not repeat "), (" holds ", " does not hold "), (" hold ", " do not hold "),
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
            >= 20 => "as in words",
            >= 8 => "much as in words",
            >= 0 => "a little as in words",
            >= -15 => "hardly as in words",
            _ => "as random ones do"
        };

    private static string DescribeCharacter(int kind) =>
        kind switch { 0 => "a small letter", 1 => "a capital", 2 => "a digit", 3 => "a mark", _ => "a letter of another script" };

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
        _ => "nothing that is known",
    };

    /// <summary>Describes the classes that <see cref="ContextFeatures.GetSymbolClass"/> returns.</summary>
    private static string DescribePunctuation(int kind) => kind switch
    {
        0 => "the edge of the line",
        1 => "a blank",
        2 => "a comma",
        3 => "a semicolon",
        4 => "a parenthesis",
        5 => "a brace",
        6 => "a square bracket",
        7 => "a quote",
        8 => "a backslash",
        9 => "an angle bracket",
        10 => "a mark of queries (& or ?)",
        11 => "a dot",
        12 => "a plus sign",
        13 => "a bar",
        14 => "a colon or equals sign",
        15 => "a letter or digit",
        _ => "another mark",
    };

    internal static string DescribeFileKind(FileKind kind) => kind switch
    {
        FileKind.Unknown => "of a kind that is not known",
        FileKind.Script => "source code in a scripting language",
        FileKind.Managed => "source code in Java, Kotlin, C#, Swift or kin",
        FileKind.Web => "JavaScript or TypeScript",
        FileKind.Native => "source code in Go, Rust, C or kin",
        FileKind.Settings => "one of settings",
        FileKind.Json => "JSON",
        FileKind.Markup => "XML or HTML",
        FileKind.Document => "a document",
        FileKind.Shell => "a script of a shell",
        FileKind.Sql => "SQL",
        FileKind.KeyFile => "one of keys or certificates",
        FileKind.Data => "a table, log or lock file",
        _ => "one without an ending",
    };
}
