using System.Xml.Linq;
using FeedbackHub.Core.Data;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FeedbackHub.App.Access;

/// <summary>Keeps the keys of cookies and forms in the database, so that every node reads what another has sealed.</summary>
internal sealed class SharedKeys(SharedSecrets secrets) : IXmlRepository
{
    private const string Prefix = "protection/";

    public IReadOnlyCollection<XElement> GetAllElements() => [.. secrets.All(Prefix).Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        secrets.Add($"{Prefix}{friendlyName ?? Guid.NewGuid().ToString("N")}", element.ToString(SaveOptions.DisableFormatting));
}
