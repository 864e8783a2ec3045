using System.Runtime.InteropServices;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// Bytes as characters, one each: a byte below 0x80 is itself, the others become U+F780…U+F7FF (sign-extend to 16 bits, AND
/// 0xF7FF). Those are private use: neither letters, digits, space nor word characters, so .NET's classes become ASCII-only,
/// offsets need no translation, and the mapping is reversible.
/// </summary>
internal static class WidenedBytes
{
    public static void Widen(ReadOnlySpan<byte> source, Span<char> target)
    {
        var signed = MemoryMarshal.Cast<byte, sbyte>(source);
        for (var i = 0; i < signed.Length; i++)
        {
            target[i] = (char)(signed[i] & 0xF7FF);
        }
    }

    public static string ToText(ReadOnlySpan<byte> source) =>
        string.Create(source.Length, source, static (text, bytes) => Widen(bytes, text));
}
