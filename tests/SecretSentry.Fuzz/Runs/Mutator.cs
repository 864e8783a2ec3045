using System.Buffers.Binary;
using System.Globalization;

namespace SecretSentry.Fuzz.Runs;

/// <summary>Changes inputs: bits, bytes, numbers of any width and order, digits, blocks, words, and joins of two inputs.</summary>
/// <param name="dice">Chooses.</param>
/// <param name="words">Words of the format.</param>
/// <param name="maxLength">Length of the longest input in bytes.</param>
internal sealed class Mutator(Dice dice, IReadOnlyList<byte[]> words, int maxLength)
{
    private static readonly long[] Numbers =
    [
        0, 1, 2, 3, 4, 7, 8, 15, 16, 19, 20, 31, 32, 63, 64, 100, 127, 128, 255, 256, 511, 512, 1000, 1023, 1024, 4095, 4096, 4097, 16383,
        16384, 32767, 32768, 65535, 65536, 0x7FFFFF, 0x800000, 0xFFFFFF, 0x1000000, int.MaxValue - 1, int.MaxValue, 0x80000000, 0xFFFFFFFE,
        0xFFFFFFFF, 0x100000000, long.MaxValue, long.MinValue, -1, -2, -128, -129, -32768,
    ];

    private static ReadOnlySpan<byte> Marks => " \n\t\0/:={}[]\"'\\,.-#%$"u8;

    private readonly byte[] _bytes = new byte[maxLength];
    private int _length;

    /// <summary>Returns a changed copy of <paramref name="input"/>, which is valid until the next call.</summary>
    public Span<byte> Change(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        _length = Math.Min(input.Length, maxLength);
        input[.._length].CopyTo(_bytes);
        if (dice.Hits(12))
        {
            Join(other);
        }

        for (var rounds = 1 << dice.Next(5); rounds > 0; rounds--)
        {
            ChangeOnce(other);
        }

        return _bytes.AsSpan(0, _length);
    }

    private void ChangeOnce(ReadOnlySpan<byte> other)
    {
        switch (dice.Next(_length == 0 ? 3 : 16))
        {
            case 0 or 1 when words.Count > 0:
                Put(words[dice.Next(words.Count)]);
                break;
            case 2:
                InsertAny(dice.Next(_length + 1), 1 + dice.Next(8));
                break;
            case 3 or 4:
                _bytes[dice.Next(_length)] ^= (byte)(1 << dice.Next(8));
                break;
            case 5 or 6:
                _bytes[dice.Next(_length)] = (byte)dice.Next(256);
                break;
            case 7:
                _bytes[dice.Next(_length)] += (byte)(dice.Next(2) == 0 ? 1 + dice.Next(16) : -1 - dice.Next(16));
                break;
            case 8:
                ChangeNumber();
                break;
            case 9:
                ChangeDigits();
                break;
            case 10 or 11:
                Remove();
                break;
            case 12:
                Repeat();
                break;
            case 13:
                Move();
                break;
            case 14:
                Take(other);
                break;
            default:
                Insert(dice.Next(_length + 1), Marks[dice.Next(Marks.Length)]);
                break;
        }
    }

    /// <summary>Continues the input with the end of another one.</summary>
    private void Join(ReadOnlySpan<byte> other)
    {
        if (other.IsEmpty)
        {
            return;
        }

        var at = dice.Next(_length + 1);
        var end = other[dice.Next(other.Length)..];
        end = end[..Math.Min(end.Length, maxLength - at)];
        end.CopyTo(_bytes.AsSpan(at));
        _length = at + end.Length;
    }

    /// <summary>Writes a word over the input, or inserts it.</summary>
    private void Put(ReadOnlySpan<byte> word)
    {
        var at = dice.Next(_length + 1);
        if (dice.Next(2) == 0 && at + word.Length <= _length)
        {
            word.CopyTo(_bytes.AsSpan(at));
        }
        else if (Open(at, word.Length))
        {
            word.CopyTo(_bytes.AsSpan(at));
        }
    }

    private void Insert(int at, byte mark)
    {
        if (Open(at, 1))
        {
            _bytes[at] = mark;
        }
    }

    /// <summary>Inserts bytes: the same, or each another one.</summary>
    private void InsertAny(int at, int count)
    {
        if (!Open(at, count))
        {
            return;
        }

        var (isSame, first) = (dice.Next(2) == 0, (byte)dice.Next(256));
        for (var i = 0; i < count; i++)
        {
            _bytes[at + i] = isSame ? first : (byte)dice.Next(256);
        }
    }

    /// <summary>Makes room for bytes. Returns false when there is none.</summary>
    private bool Open(int at, int count)
    {
        if (_length + count > maxLength)
        {
            return false;
        }

        _bytes.AsSpan(at, _length - at).CopyTo(_bytes.AsSpan(at + count));
        _length += count;
        return true;
    }

    /// <summary>Sets a number of 1, 2, 4 or 8 bytes to one that is often a limit, or adds a little to it.</summary>
    private void ChangeNumber()
    {
        var width = 1 << dice.Next(4);
        if (_length < width)
        {
            return;
        }

        var place = _bytes.AsSpan(dice.Next(_length - width + 1), width);
        Span<byte> number = stackalloc byte[8];
        number.Clear();
        var isBig = dice.Next(3) > 0;
        place.CopyTo(isBig ? number[(8 - width)..] : number);
        var value = isBig ? BinaryPrimitives.ReadInt64BigEndian(number) : BinaryPrimitives.ReadInt64LittleEndian(number);
        value = dice.Next(2) == 0 ? Numbers[dice.Next(Numbers.Length)] : value + dice.Next(65) - 32;
        if (isBig)
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            number[(8 - width)..].CopyTo(place);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number[..width].CopyTo(place);
        }
    }

    /// <summary>Replaces a number that is written in digits.</summary>
    private void ChangeDigits()
    {
        var at = _bytes.AsSpan(0, _length)[dice.Next(_length)..].IndexOfAnyInRange((byte)'0', (byte)'9');
        if (at < 0)
        {
            return;
        }

        at = Math.Min(at, _length - 1);
        var end = at;
        while (end < _length && char.IsAsciiDigit((char)_bytes[end]))
        {
            end++;
        }

        RemoveAt(at, end - at);
        Span<byte> text = stackalloc byte[24];
        if (Numbers[dice.Next(Numbers.Length)].TryFormat(text, out var length, default, CultureInfo.InvariantCulture) && Open(at, length))
        {
            text[..length].CopyTo(_bytes.AsSpan(at));
        }
    }

    private void Remove()
    {
        var at = dice.Next(_length);
        RemoveAt(at, ChooseLength(_length - at));
    }

    private void RemoveAt(int at, int count)
    {
        _bytes.AsSpan(at + count, _length - at - count).CopyTo(_bytes.AsSpan(at));
        _length -= count;
    }

    /// <summary>Repeats a block once or several times.</summary>
    private void Repeat()
    {
        var at = dice.Next(_length);
        var count = ChooseLength(_length - at);
        for (var times = dice.Hits(4) ? 1 + dice.Next(64) : 1; times > 0 && Open(at, count); times--)
        {
            _bytes.AsSpan(at + count, count).CopyTo(_bytes.AsSpan(at));
        }
    }

    /// <summary>Copies a block over another place of the input.</summary>
    private void Move()
    {
        var (from, to) = (dice.Next(_length), dice.Next(_length));
        var count = ChooseLength(_length - Math.Max(from, to));
        _bytes.AsSpan(from, count).CopyTo(_bytes.AsSpan(to));
    }

    /// <summary>Inserts a block of another input.</summary>
    private void Take(ReadOnlySpan<byte> other)
    {
        if (other.IsEmpty)
        {
            return;
        }

        var from = dice.Next(other.Length);
        var block = other.Slice(from, ChooseLength(other.Length - from));
        var at = dice.Next(_length + 1);
        if (Open(at, block.Length))
        {
            block.CopyTo(_bytes.AsSpan(at));
        }
    }

    /// <summary>Most blocks are short.</summary>
    private int ChooseLength(int limit) => 1 + dice.Next(Math.Min(limit, dice.Next(3) == 0 ? limit : 1 + dice.Next(32)));
}
