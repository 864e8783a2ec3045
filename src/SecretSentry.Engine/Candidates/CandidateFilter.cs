using System.Buffers;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Drops values that cannot be credentials before any other check. This takes some tens of nanoseconds, while the judge takes microseconds.
/// The filter reads only the value's bytes, what joins it to its name, what closes it, and the kind of the file. The scan and the trainer
/// both use it. So a value that it drops is neither judged nor used for training. A class of values is dropped only when two conditions are
/// met. No labelled secret belongs to it (the trainer's <c>ceiling</c> reports this), and most of its values in ordinary code would be
/// judged for nothing. Values that were found by their own form (user information of a URL, options of a command) are never dropped for
/// their appearance. After an authorization scheme a value is dropped only when its form cannot contain a password.
/// </summary>
internal static class CandidateFilter
{
    /// <summary>Minimum length of a value that is judged, in bytes.</summary>
    public const int LeastValue = 4;

    /// <summary>Maximum length of an identifier with digits. A longer one may be a key without its quotes.</summary>
    private const int MostIdentifier = 20;

    /// <summary>Maximum length of a decimal number. A longer one may be the key of an account.</summary>
    private const int MostNumber = 7;

    private static readonly SearchValues<byte> Words =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$"u8);

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789.-+xX_abcdefABCDEFuUlL"u8);

    private static readonly SearchValues<byte> WordsAndCommas = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$,"u8);

    /// <summary>Words before "token" in the names of tokens that continue a list.</summary>
    private static readonly byte[][] BeforePageToken = ByteText.Split("page paging pagination next continuation scroll");

    private static readonly SearchValues<byte> DigitsAndDots = SearchValues.Create("0123456789."u8);

    /// <summary>Returns why the value is dropped. Returns <see cref="FilterReason.None"/> when it is not dropped.</summary>
    public static FilterReason GetReason(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path)
    {
        var value = content[candidate.Start..candidate.End];
        return candidate.Operator switch
        {
            ValueOperator.Scheme => ByteText.Matches(content, candidate.NameStart, "basic"u8) && EncodedText.IsTextWithoutPassword(value)
                ? FilterReason.NoLogin : FilterReason.None,
            ValueOperator.UserInfo or ValueOperator.UserColon or ValueOperator.ShortOption => FilterReason.None,
            _ => GetNamedReason(content, candidate, value, path),
        };
    }

    private static FilterReason GetNamedReason(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value,
        PathFacts path) =>
        value.Length < LeastValue ? FilterReason.Short
            : BeginsReference(value) ? FilterReason.Reference
            : IsVersion(value) ? FilterReason.Version
            : IsIndex(content, candidate) ? FilterReason.Column
            : IsPageToken(content[candidate.NameStart..candidate.NameEnd]) ? FilterReason.PageToken
            : IsSeedNumber(content[candidate.NameStart..candidate.NameEnd], value) ? FilterReason.Number
            : IsListOfSlugs(content, candidate, value) ? FilterReason.Identifier
            : candidate.Quote == QuoteMark.None && candidate.Wrapper == ValueWrapper.None ? GetBareReason(content, candidate, value, path)
            : FilterReason.None;

    private static bool IsVersion(ReadOnlySpan<byte> value) =>
        value.Length <= MostIdentifier && ByteText.IsDigit(value[0]) && ByteText.IsDigit(value[^1]) && value.Contains((byte)'.')
        && !value.ContainsAnyExcept(DigitsAndDots);

    private static bool IsIndex(ReadOnlySpan<byte> content, in NamedValue candidate) =>
        candidate is { Operator: ValueOperator.Space, Quote: QuoteMark.Back } && content[candidate.End..].StartsWith("` (`"u8);

    private static bool IsPageToken(ReadOnlySpan<byte> name) =>
        ByteText.Matches(name, name.Length - 5, "token"u8) && ByteText.EndsInAny(name[..^5].TrimEnd("_-. "u8), BeforePageToken);

    /// <summary>
    /// Returns whether the value is the seed of a random number generator, which is a number. A seed of keys is not a number.
    /// </summary>
    private static bool IsSeedNumber(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        ByteText.Matches(name, name.Length - 4, "seed"u8) && !value.TrimEnd("uUlLnN"u8).ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>Returns the reason in words that follow "the value".</summary>
    public static string Describe(FilterReason reason) => reason switch
    {
        FilterReason.Short => "is too short to be a credential",
        FilterReason.Number => "is a number in source code",
        FilterReason.Identifier => "is a name in source code",
        FilterReason.Reference => "refers to where the credential is stored",
        FilterReason.Member => "is a member or a call in source code",
        FilterReason.Version => "is a version or a decimal number",
        FilterReason.Column => "is the name of a column or an index",
        FilterReason.NoLogin => "does not encode a user and password",
        FilterReason.PageToken => "is a token for the next page of results",
        _ => "may be a credential",
    };

    private static bool BeginsReference(ReadOnlySpan<byte> value) =>
        value[0] switch
        {
            (byte)'$' => value[1] is (byte)'{' or (byte)'(',
            (byte)'{' => value[1] == '{',
            (byte)'<' => value[1] == '%',
            (byte)'#' => value[1] == '{',
            _ => false,
        };

    private static FilterReason GetBareReason(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value, PathFacts path)
    {
        var symbolOffset = value.IndexOfAnyExcept(Words);
        if (symbolOffset > 0 && value[symbolOffset] is (byte)'.' or (byte)'(' or (byte)'-' or (byte)':' && !ByteText.IsDigit(value[0])
            && IsMemberOrCall(value, symbolOffset) && !MayBePhrase(content, candidate, value, path))
        {
            return FilterReason.Member;
        }

        if (symbolOffset < 0 && content[candidate.NameStart] == '$' && candidate.Operator == ValueOperator.Assign
            && value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
        {
            return FilterReason.Identifier; // languages that write $name = quote their texts
        }

        if (candidate.IsInString || (candidate.IsInComment && !IsDefined(content, candidate, path))
            || path.Kind is not (FileKind.Script or FileKind.Managed or FileKind.Web or FileKind.Native))
        {
            return FilterReason.None;
        }

        return ByteText.IsDigit(value[0]) ? (IsNumber(value) ? FilterReason.Number : FilterReason.None)
            : IsListOfNames(value, symbolOffset, path) ? FilterReason.Identifier
            : symbolOffset < 0 && (value.Length <= MostIdentifier || value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0)
            ? FilterReason.Identifier
            : FilterReason.None;
    }

    /// <summary>
    /// Returns whether the value is in a definition of C's preprocessor. This is code, although it begins like a comment of other
    /// languages.
    /// </summary>
    private static bool IsDefined(ReadOnlySpan<byte> content, in NamedValue candidate, PathFacts path) =>
        candidate.Operator == ValueOperator.Space && path.Kind == FileKind.Native
        && Lexing.GetLineBefore(content, candidate.NameStart, CandidateExtractor.Reach).StartsWith("#define "u8);

    /// <summary>
    /// Returns whether the value is a list of names joined by commas, like macros of C and arguments: <c>OBJ_x,7L</c>. Shells and scripts
    /// write such texts without quotes.
    /// </summary>
    private static bool IsListOfNames(ReadOnlySpan<byte> value, int symbolOffset, PathFacts path) =>
        symbolOffset > 0 && value[symbolOffset] == ',' && path.Kind != FileKind.Script && !value.ContainsAnyExcept(WordsAndCommas);

    /// <summary>
    /// Returns whether the value is part of a list of names that are joined in the same way, not of a name and its value:
    /// <c>["reset-password", "access-token"]</c>. Arguments are not a list.
    /// </summary>
    private static bool IsListOfSlugs(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value)
    {
        if (candidate.Operator != ValueOperator.Comma || candidate.Quote == QuoteMark.None || candidate.NameStart < 2
            || content[candidate.NameStart - 2] == '(')
        {
            return false;
        }

        var joint = FindSeparator(value);
        return joint != 0 && joint == FindSeparator(content[candidate.NameStart..candidate.NameEnd]);
    }

    /// <summary>
    /// Returns the separator between the words of a name that contains only letters of one case. Returns 0 for one word and for anything
    /// else.
    /// </summary>
    private static int FindSeparator(ReadOnlySpan<byte> name)
    {
        var offset = name.IndexOfAny((byte)'-', (byte)'_', (byte)'.');
        if (offset <= 0 || offset == name.Length - 1)
        {
            return 0;
        }

        var isUpper = ByteText.IsUpper(name[0]);
        foreach (var character in name)
        {
            if (character != name[offset] && !(isUpper ? ByteText.IsUpper(character) : ByteText.IsLowerLetter(character)))
            {
                return 0;
            }
        }

        return name[offset] | (isUpper ? 0x100 : 0);
    }

    /// <summary>
    /// Returns whether a password may be three or more lower-case words joined by dots. This is possible in settings, where nothing is a
    /// member of anything, under a name that says password. A value that names a credential itself is the key of a credential.
    /// </summary>
    private static bool MayBePhrase(ReadOnlySpan<byte> content, in NamedValue candidate, ReadOnlySpan<byte> value, PathFacts path) =>
        path.Kind is FileKind.Settings or FileKind.Document or FileKind.Markup or FileKind.Bare
            && ByteText.EndsInAny(content[candidate.NameStart..candidate.NameEnd], PasswordEnds)
            && value.Count((byte)'.') is > 1 and < MostWords && !value.ContainsAnyExcept(SmallLettersAndDots)
            && !ByteText.BeginsWithAny(value, Holders) && !ByteText.ContainsAny(value, Telling);

    private const int MostWords = 6;

    private static readonly SearchValues<byte> SmallLettersAndDots = SearchValues.Create("abcdefghijklmnopqrstuvwxyz."u8);

    private static readonly byte[][] PasswordEnds = ByteText.Split("password passwd pass pwd passphrase kennwort senha "
        + "contrase\u00f1a clave heslo parola");

    /// <summary>Prefixes of references in configuration languages.</summary>
    private static readonly byte[][] Holders = ByteText.Split("var. local. data. module. each. self. this. config. settings. env. "
        + "process. values. www. com. org. net.");

    private static readonly byte[][] Telling = ByteText.Split("pass pwd secret token key cred auth login label text error form user");

    /// <summary>Returns whether the value is a short number or a hexadecimal number, including the letters of its type.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> value) =>
        !value.ContainsAnyExcept(Digits)
            && (value.Length <= MostNumber || (value.Length <= MostIdentifier && value[0] == '0' && value[1] is (byte)'x' or (byte)'X'));

    /// <summary>
    /// Returns whether the value is a call of a function, or consists of names without digits joined by dots, arrows and colons.
    /// </summary>
    private static bool IsMemberOrCall(ReadOnlySpan<byte> value, int symbolOffset) =>
        value[symbolOffset] == '(' ? value[..symbolOffset].IndexOfAnyInRange((byte)'0', (byte)'9') < 0
        : value.IndexOfAnyInRange((byte)'0', (byte)'9') < 0 && ValueForms.IsMember(value);
}
