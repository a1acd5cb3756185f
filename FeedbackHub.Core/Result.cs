using System.Diagnostics.CodeAnalysis;

namespace FeedbackHub.Core;

/// <summary>What a use case came to: a value, or a typed <see cref="Core.Failure"/>.</summary>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Failure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    /// <summary>The failure, or null when it went well.</summary>
    public Failure? Failure { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The value. Asking for it after a failure is a bug and throws.</summary>
    public T Value => Failure is null ? value! : throw new InvalidOperationException($"There is no value: {Failure}");

    /// <summary>The use case went well.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Results are made by returning a value or a failure.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>The use case failed as foreseen.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Results are made by returning a value or a failure.")]
    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}

/// <summary>The value of a use case that has nothing to say but that it is done.</summary>
public readonly record struct Done;
