namespace SecretSentry.Engine.Judging;

/// <summary>What settles a value without the judge.</summary>
internal enum Settled
{
    /// <summary>Nothing: the judge decides.</summary>
    No,

    /// <summary>A private key without its armour.</summary>
    PrivateKey,

    /// <summary>A password that everybody knows, where a service reads it.</summary>
    CommonPassword,

    /// <summary>The hash of a password.</summary>
    Hash,

    /// <summary>A template, as the examples of rules hold.</summary>
    Template,

    /// <summary>A value that only the holder of another key opens.</summary>
    Sealed,

    /// <summary>A public key whose checksum holds.</summary>
    PublicKey,
}
