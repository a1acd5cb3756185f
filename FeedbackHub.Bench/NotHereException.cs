namespace FeedbackHub.Bench;

/// <summary>Something a bench needs is not on this machine: it is skipped by name.</summary>
internal sealed class NotHereException(string what) : Exception(what);
