# Writes a page anew: under each command what TO001.new says of it, where there is such a file.
# Commands are numbered as pages.awk does.
#   awk -v to=PREFIX -f pages_accept.awk PAGE
/^ *```/ {
    inside = !inside
    if (inside) indent = match($0, /`/) - 1
    if (inside && NF > 1) count++
    said = 0
    more = 0
    print
    next
}
!inside { print; next }
{ line = substr($0, indent + 1) }
more || line ~ /^\$ / {
    if (!more) said = told(sprintf("%s%03d.new", to, ++count))
    more = line ~ /\\$/
    print
    if (!more && said) printf "%s", text
    next
}
!said { print }

# Whether the file is there; its lines stand in `text`, as far in as the fence.
function told(path,    one, status) {
    text = ""
    while ((status = (getline one <path)) > 0) {
        sub(/ +$/, "", one)
        text = text sprintf("%" indent "s", "") one "\n"
    }
    close(path)
    return status == 0
}
