using System.Runtime.CompilerServices;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Features;

/// <summary>Features of a name.</summary>
[SkipLocalsInit] // buffers are written before they are read
internal static class NameFeatures
{
    private const int MaxName = 128;

    /// <summary>Families of telling names, by substring, because names are also written without marks between their words.</summary>
    private static readonly (Feature Feature, byte[][] Stems)[] Families =
    [
        (Feature.NamePassword, ByteText.Split("pass pwd psw phrase pswd securestring kennwort senha contrase clave heslo parola "
            + "tochararray unprotect rootpw bindpw userpw adminpw dbpw wachtwoord salasana adgangskode lozinka has\u0142o "
                + "l\u00f6senord \u015fifre \u015eifre jelsz\u00f3 "
            + "\u0430\u0440\u043e\u043b \u5bc6\u7801 \u5bc6\u78bc \u53e3\u4ee4 \u30d1\u30b9\u30ef\u30fc\u30c9 \ube44\ubc00\ubc88\ud638")),
        (Feature.NameSecret, ByteText.Split("secret seed mnemonic psk")),
        (Feature.NameToken, ByteText.Split("token jwt bearer csrf")),
        (Feature.NameKey, ByteText.Split("key hmac")),
        (Feature.NameAuth, ByteText.Split("auth")),
        (Feature.NameCredential, ByteText.Split("cred login identified")),
        (Feature.NameSalt, ByteText.Split("salt nonce")),
        (Feature.NameHash, ByteText.Split("sig hash digest cert")),
        (Feature.NameCookie, ByteText.Split("cookie session sid")),
        (Feature.NameApi, ByteText.Split("api access webhook client consumer")),
        (Feature.NameUser, ByteText.Split("user uname account login")),
    ];

    /// <summary>Writes the features of <see cref="FirstFeatures"/> that describe the name.</summary>
    public static void WriteFirst(ReadOnlySpan<byte> name, Span<int> features)
    {
        WriteWords(name, features);
        features[(int)Feature.NameLength] = name.Length;
        features[(int)Feature.NameIsOption] = name.StartsWith("-"u8) ? 1 : 0;
        features[(int)Feature.NameIsVariable] = name.StartsWith("$"u8) || name.StartsWith("@"u8) ? 1 : 0;
    }

    /// <summary>Writes all other features of the name next to <paramref name="value"/>.</summary>
    public static void WriteRest(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<byte> buffer = stackalloc byte[MaxName];
        var lower = ByteText.ToLower(name[..Math.Min(name.Length, MaxName)], buffer);
        foreach (var (feature, stems) in Families)
        {
            features[(int)feature] = ByteText.ContainsAny(lower, stems) ? 1 : 0;
        }

        features[(int)Feature.NameIsUpper] = name.IndexOfAnyInRange((byte)'a', (byte)'z') < 0
            && name.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 ? 1 : 0;
        features[(int)Feature.NameDots] = name.Count((byte)'.');
        WriteLikeness(lower, value, features);
    }

    private static void WriteWords(ReadOnlySpan<byte> name, Span<int> features)
    {
        var (words, last) = (0, NameWord.None);
        for (var runs = new WordRuns(name); runs.MoveNext(); words++)
        {
            last = NameWords.Classify(runs.Current);
            if (last == NameWord.None && NameWords.FindLastWord(runs.Current) is > 0 and var cut)
            {
                words++;
                SetWordFeature(NameWords.Classify(runs.Current[..cut]), features);
                last = NameWords.Classify(runs.Current[cut..]);
            }

            SetWordFeature(last, features);
        }

        features[(int)Feature.NameWords] = words;
        features[(int)Feature.NameLastClass] = (int)last;
        features[(int)Feature.NameEndsTelling] = last is NameWord.Password or NameWord.Secret or NameWord.Token or NameWord.Key ? 1 : 0;
    }

    private static void SetWordFeature(NameWord word, Span<int> features)
    {
        if (GetWordFeature(word) is { } feature)
        {
            features[(int)feature] = 1;
        }
    }

    private static Feature? GetWordFeature(NameWord word) => word switch
    {
        NameWord.Public => Feature.NameContainsPublic,
        NameWord.Index => Feature.NameContainsIndex,
        NameWord.Interface => Feature.NameContainsInterface,
        NameWord.Property => Feature.NameContainsProperty,
        NameWord.Change => Feature.NameContainsChange,
        NameWord.Sample => Feature.NameContainsSample,
        NameWord.Product => Feature.NameContainsProduct,
        NameWord.Encrypted => Feature.NameContainsEncrypted,
        _ => null,
    };

    /// <summary>Writes whether name and value are alike, ignoring marks and case.</summary>
    private static void WriteLikeness(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, Span<int> features)
    {
        Span<byte> buffer = stackalloc byte[MaxName * 2];
        var some = ExtractLetters(name, buffer[..MaxName]);
        var other = ExtractLetters(value[..Math.Min(value.Length, MaxName)], buffer[MaxName..]);
        features[(int)Feature.NameEqualsValue] = some.SequenceEqual(other) ? 1 : 0;
        features[(int)Feature.NameOccursInValue] = some.Length > 0 && other.IndexOf(some) >= 0 ? 1 : 0;
        features[(int)Feature.NameContainsValue] = other.Length >= 3 && some.IndexOf(other) >= 0 ? 1 : 0;
    }

    private static ReadOnlySpan<byte> ExtractLetters(ReadOnlySpan<byte> text, Span<byte> letters)
    {
        var length = 0;
        foreach (var b in text)
        {
            if (ByteText.IsAsciiLetter(b) || ByteText.IsDigit(b))
            {
                letters[length++] = ByteText.ToLower(b);
            }
        }

        return letters[..length];
    }
}
